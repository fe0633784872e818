import "./main.css";
// The start of the page: reads the data, shows the app in the place of what stands there until then.

import { render } from "preact";
import { App } from "./views/App.jsx";
import { store } from "./data.js";

const data = store(JSON.parse(document.getElementById("content").textContent));
const place = document.getElementById("app");
place.replaceChildren();
render(<App data={data} />, place);
