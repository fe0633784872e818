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

/** A shade from 0 (none) to 4, by the order of magnitude; the number stands on the tile as well. */
function shade(count, most) {
  if (!count) return 0;
  return Math.max(1, Math.min(4, Math.ceil((4 * Math.log(count + 1)) / Math.log(Math.max(most, 4) + 1))));
}

function Tile({ tile: [region, row, column], count, look, ...rest }) {
  const { data, lang } = usePage();
  const place = data.row("regions", region);
  const short = (lang === "zh" ? place?.short_name_zh : place?.iso_3166_2.replace(/^CN-/, "")) || region;
  const name = place?.[lang === "zh" ? "name_zh" : "name_en"] ?? region;
  return (
    <g role="button" class={`tile ${look}`} transform={`translate(${column * SIDE} ${row * SIDE})`} {...rest}>
      <title>{`${short} ${count} ${name}`}</title>
      <rect x="1" y="1" width={SIDE - 2} height={SIDE - 2} rx="3" />
      <text x={SIDE / 2} y="17" class={short.length > 2 ? "long" : ""}>{short}</text>
      <text x={SIDE / 2} y="31" class="number">{count || "–"}</text>
    </g>
  );
}

/** One tile is in the order of the tab key; the arrow keys move that place about. */
export function TileMap({ counts, chosen, choose }) {
  const { data, words } = usePage();
  const [current, setCurrent] = useState(0);
  const map = useRef(null);
  const { tiles } = data;
  const size = (part) => (Math.max(...tiles.map((tile) => tile[part])) + 1) * SIDE;
  const most = Math.max(0, ...tiles.map(([region]) => counts.get(region) ?? 0));

  const onKeyDown = (event) => {
    if (event.key in STEPS) {
      const to = tiles.indexOf(next(tiles, tiles[current], STEPS[event.key]));
      setCurrent(to);
      map.current.querySelectorAll(".tile")[to].focus();
    } else if (event.key === "Enter" || event.key === " ") choose(tiles[current][0]);
    else return;
    event.preventDefault();
  };
  return (
    <div class="map">
      <h2 id="map-title">{words.map}</h2>
      <svg ref={map} viewBox={`0 0 ${size(2)} ${size(1)}`} role="group" aria-labelledby="map-title" aria-describedby="map-help" onKeyDown={onKeyDown}>
        {tiles.map((tile, at) => {
          const [region] = tile;
          const count = counts.get(region) ?? 0;
          return (
            <Tile
              key={region} tile={tile} count={count} look={`shade-${shade(count, most)}`} tabIndex={at === current ? 0 : -1}
              aria-pressed={chosen.includes(region)} onClick={() => choose(region)} onFocus={() => setCurrent(at)}
            />
          );
        })}
      </svg>
      <button type="button" class="national" aria-pressed={chosen.includes("CN")} onClick={() => choose("CN")}>{words.country} <span class="count">{counts.get("CN") ?? 0}</span></button>
      <p id="map-help" class="help">{words.mapHelp}</p>
    </div>
  );
}
