// A link that was kept holds its key after the #, which no browser sends. It goes into the form, and out of the
// address, so that it does not stay in the list of opened pages. Pressing the button is left to the person.
"use strict";
const key = window.location.hash.slice(1);
if (key) {
  document.getElementById("key").value = key;
  window.history.replaceState(null, "", window.location.pathname);
}
