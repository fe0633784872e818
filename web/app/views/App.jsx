// The whole page: what the address says is shown; whoever chooses something changes the address.

import { createContext } from "preact";
import { useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { format, parse, RECORDS, VIEWS } from "../address.js";
import { entries, TABLE } from "../entries.js";
import { index } from "../search.js";
import { WORDS } from "../words.js";
import { Browse } from "./Browse.jsx";
import { Card } from "./Card.jsx";
import { Downloads } from "./Downloads.jsx";

const Page = createContext(null);
export const usePage = () => useContext(Page);

const preferred = () => ((navigator.languages ?? []).find((one) => /^(zh|en)/i.test(one)) ?? "en").slice(0, 2).toLowerCase();

/** Indexes by view, made when first asked for; the last question is remembered, since several parts ask it. */
function indexes(entriesOf, simplified) {
  const made = {};
  const remembering = (find, last = {}) => (query) => (last.query === query ? last.found : (last = { query, found: find(query) }).found);
  return (view) => (made[view] ??= remembering(index(entriesOf(view), simplified)));
}

/** Whether all indexes are made; they are, one by one, when the browser has nothing else to do. */
function useReady(search) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));
    for (const view of Object.keys(TABLE)) idle(() => search(view));
    idle(() => setReady(true));
  }, [search]);
  return ready;
}

function useAddress() {
  const [place, setPlace] = useState(() => parse(location.hash));
  useEffect(() => {
    const read = () => setPlace(parse(location.hash));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  /** Go somewhere; `quietly` leaves no step behind (each letter of a search would be one). */
  const go = (next, quietly = false) => {
    const address = format(next);
    if (quietly) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    setPlace(parse(address));
  };
  return [place, go];
}

export function App({ data }) {
  const [place, go] = useAddress();
  const lang = place.lang || preferred();
  const words = WORDS[lang];
  const [entriesOf, search] = useMemo(() => {
    const made = entries(data);
    return [made, indexes(made, data.simplified)];
  }, [data]);
  const [list, setList] = useState(null); // the list from which a card was opened
  const opened = useRef(""); // the key of that card

  useEffect(() => {
    document.documentElement.lang = words.lang;
    document.title = `${data.title[lang]} ${data.version}`;
  }, [words, data, lang]);
  useEffect(() => {
    if (place.view) setList(place);
  }, [place]);
  const ready = useReady(search);

  const page = { data, lang, words, place, go, entriesOf, search, ready, list, opened };
  return (
    <Page.Provider value={page}>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main").focus(); }}>{words.skip}</a>
      <Masthead />
      <main id="main" tabIndex={-1}>
        {place.kind ? <Card kind={place.kind} table={RECORDS[place.kind]} record={place.key} /> : place.view === "downloads" ? <Downloads /> : <Browse view={place.view} />}
      </main>
      <footer class="foot">
        <p>{data.citation}</p>
      </footer>
    </Page.Provider>
  );
}

function Masthead() {
  const { data, lang, words, place, go, search, ready } = usePage();
  const toggled = lang === "zh" ? "en" : "zh";
  const tab = (view) => ({ view, lang: place.lang, query: place.view ? place.query : "" });
  const current = place.view ?? Object.keys(TABLE).find((view) => TABLE[view] === RECORDS[place.kind]);
  const asked = place.view && ready ? place.query : ""; // the tabs say where else the question finds something
  const found = (view) => ((asked && search(view)(asked).keys) || data.table(TABLE[view]).rows).length.toLocaleString("en");
  return (
    <header class="masthead">
      <div class="title">
        <p class="name"><a href={format({ view: "policies", lang: place.lang })} onClick={follow(go, { view: "policies", lang: place.lang })}>{data.title[lang]}</a></p>
        <p class="quiet">{words.version(data.version, data.date)}</p>
        <a class="language" href={format({ ...place, lang: toggled })} lang={words.otherLang} aria-label={`${words.other}: ${words.toOther}`} onClick={follow(go, { ...place, lang: toggled })}>{words.other}</a>
      </div>
      <nav aria-label={words.views}>
        <ul>
          {VIEWS.map((view) => (
            <li key={view}>
              <a href={format(tab(view))} aria-current={view === current ? "page" : undefined} onClick={follow(go, tab(view))}>
                {words[view]}{TABLE[view] && <span class="count">{found(view)}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** A click on a link that stays in the page; with a key held down the browser does what it always does. */
export const follow = (go, next) => (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(next);
};
