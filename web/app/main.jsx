import "./main.css";
// The start of the page: reads the data, shows the app in the place of the part for readers without scripts.

import { render } from "preact";
import { App } from "./views/App.jsx";
import { store } from "./data.js";

const data = store(JSON.parse(document.getElementById("content").textContent));
document.getElementById("reading").remove();
render(<App data={data} />, document.getElementById("app"));
