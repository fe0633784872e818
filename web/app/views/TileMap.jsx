// The 34 province-level regions as equal tiles, and the country; a tile is a switch.

import { useRef, useState } from "preact/hooks";
import { usePage } from "./App.jsx";

const SIDE = 40;
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** The tile that lies next in a direction: the nearest, an offset to the side counting more. */
export function next(tiles, from, [down, right]) {
  const [, row, column] = from;
  const ahead = tiles
    .map((tile) => [tile, (tile[1] - row) * down + (tile[2] - column) * right, Math.abs((tile[1] - row) * right) + Math.abs((tile[2] - column) * down)])
    .filter(([, along]) => along > 0);
  ahead.sort((a, b) => a[1] + 3 * a[2] - (b[1] + 3 * b[2]));
  return ahead.length ? ahead[0][0] : from;
}

/** Five shades, by rank of magnitude: 0, 1–2, 3–7, 8–15, 16 and more, stretched where there is much more. */
function shade(count, most) {
  if (!count) return 0;
  return Math.max(1, Math.min(4, Math.ceil((4 * Math.log(count + 1)) / Math.log(Math.max(most, 4) + 1))));
}

export function TileMap({ counts, chosen, choose }) {
  const { data, lang, words } = usePage();
  const [current, setCurrent] = useState(0);
  const tiles = data.tiles;
  const elements = useRef([]);
  const most = Math.max(0, ...tiles.map(([region]) => counts.get(region) ?? 0));
  const rows = Math.max(...tiles.map(([, row]) => row)) + 1;
  const columns = Math.max(...tiles.map(([, , column]) => column)) + 1;

  const onKeyDown = (event) => {
    const at = current;
    if (event.key in STEPS) {
      const to = tiles.indexOf(next(tiles, tiles[at], STEPS[event.key]));
      setCurrent(to);
      elements.current[to]?.focus();
    } else if (event.key === "Enter" || event.key === " ") choose(tiles[at][0]);
    else return;
    event.preventDefault();
  };
  const national = counts.get("CN") ?? 0;
  return (
    <div class="map">
      <h2 id="map-title">{words.map}</h2>
      <svg viewBox={`0 0 ${columns * SIDE} ${rows * SIDE}`} role="group" aria-labelledby="map-title" aria-describedby="map-help" onKeyDown={onKeyDown}>
        {tiles.map(([region, row, column], at) => {
          const place = data.row("regions", region);
          const count = counts.get(region) ?? 0;
          const short = (lang === "zh" ? place?.short_name_zh : place?.iso_3166_2.replace(/^CN-/, "")) || region;
          const name = place?.[lang === "zh" ? "name_zh" : "name_en"] ?? region;
          return (
            <g
              key={region} ref={(element) => { elements.current[at] = element; }} role="button" tabIndex={at === current ? 0 : -1}
              aria-pressed={chosen.includes(region)} class={`tile shade-${shade(count, most)}`}
              transform={`translate(${column * SIDE} ${row * SIDE})`} onClick={() => { setCurrent(at); choose(region); }} onFocus={() => setCurrent(at)}
            >
              <title>{`${short} ${count} ${name}`}</title>
              <rect x="1" y="1" width={SIDE - 2} height={SIDE - 2} rx="3" />
              <text x={SIDE / 2} y="17" class={short.length > 2 ? "long" : ""}>{short}</text>
              <text x={SIDE / 2} y="31" class="number">{count || "–"}</text>
            </g>
          );
        })}
      </svg>
      <button type="button" class="national" aria-pressed={chosen.includes("CN")} onClick={() => choose("CN")}>{words.country} <span class="count">{national}</span></button>
      <p id="map-help" class="help">{words.mapHelp}</p>
    </div>
  );
}
