"use strict";
// Before the page is read: lay out nothing that the script will show in parts. Where the script fails, it is a document.
(() => {
const root = document.documentElement;
root.classList.add("js");
addEventListener("error", () => { if (!root.dataset.ready) root.classList.remove("js"); });
})();
