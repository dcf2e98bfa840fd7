/* When a step cannot be put into the page, it is sent again as an ordinary form or link, so that the browser tells what is wrong. */
(() => {
  "use strict";
  function goPlainly(event) {
    const source = event.detail.ctx?.sourceElement;
    if (source instanceof HTMLFormElement) source.submit();
    else if (source instanceof HTMLAnchorElement) location.assign(source.href);
  }
  document.addEventListener("htmx:error", goPlainly);
  document.addEventListener("htmx:after:request", (event) => {
    const { text, hx } = event.detail.ctx;
    if (hx.redirect || text.includes('id="main"')) return;
    event.preventDefault();
    goPlainly(event);
  });
})();
