// A selection as CSV that Excel opens: byte order mark, CRLF, and no cell that a spreadsheet would compute.
// Enters: a header and rows of text. Leaves: text.

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front, as spreadsheets themselves do. */
export const inert = (cell) => (/^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell);

function quoted(cell) {
  const text = inert(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csv(header, rows) {
  return `\ufeff${[header, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

/** The rows of a table as the release has them, with names of places, the version, and how to cite. */
export function selection(data, name, rows) {
  const { fields } = data.table(name);
  const columns = fields.map((field) => field.name);
  const placed = columns.includes("region_id");
  const named = placed && name !== "regions" ? ["region_name_zh", "region_name_en"] : [];
  const lines = rows.map((row) => {
    const place = data.row("regions", row.region_id);
    const names = named.length ? [place?.name_zh ?? "", place?.name_en ?? ""] : [];
    return [...columns.map((column) => row[column]), ...names, data.version, data.citation];
  });
  return csv([...columns, ...named, "data_version", "cite_as"], lines);
}
