// The files of the release, how to cite them, and what the data are.

import { usePage } from "./App.jsx";
import { Outside } from "./parts.jsx";

const size = (bytes) => (bytes > 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`);

export function Downloads() {
  const { data, lang, words } = usePage();
  return (
    <div class="downloads">
      <h1>{words.downloads}</h1>
      <section><h2>{words.cite}</h2><p class="cite" lang="en">{data.citation}</p>
        <p>{words.licence}: {data.licences.map(([name, path]) => <Outside key={name} url={path}>{name}</Outside>)}</p></section>
      <section>
        <h2>{words.download} <span class="quiet">{data.version}</span></h2>
        <p>{words.downloadHelp}</p>
        <table>
          <thead><tr><th scope="col">{words.file}</th><th scope="col">{words.holds}</th><th scope="col" class="number">{words.size}</th></tr></thead>
          <tbody>
            {data.downloads.map(([file, title, bytes]) => {
              const table = data.table(file.replace(/^data\/|\.csv$/g, ""));
              return <tr key={file}><td><a href={file} download>{file}</a></td><td>{table.title[lang] || (words.editions[file.split(".").at(-1)] ?? title)}</td><td class="number">{bytes ? size(bytes) : ""}</td></tr>;
            })}
          </tbody>
        </table>
        <p class="help">{words.excel}</p>
      </section>
      <section><h2>{words.about}</h2><p>{data.description[lang]}</p></section>
    </div>
  );
}
