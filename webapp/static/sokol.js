/* Small helps; every page works without them. */
(function () {
  "use strict";
  var doc = document;
  var body = doc.body;
  var shown = new Date();

  // A second click on a sent form does nothing; the button says so to a screen reader.
  doc.addEventListener("submit", function (event) {
    var form = event.target;
    if ((form.method || "").toLowerCase() !== "post") { return; }
    if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 8000) { event.preventDefault(); return; }
    if (!navigator.onLine) {
      event.preventDefault();
      keep(form);
      strip(body.dataset.offlineKept || "");
      return;
    }
    form.dataset.sent = String(Date.now());
    var button = event.submitter;
    if (button) { setTimeout(function () { button.setAttribute("aria-disabled", "true"); }, 0); }
    forget(form);
  });
  window.addEventListener("pageshow", function () {
    doc.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
    doc.querySelectorAll("[aria-disabled]").forEach(function (button) { button.removeAttribute("aria-disabled"); });
  });

  // What is typed is kept on this device until it is sent: text only, never passwords, codes or files.
  function key(form) { return "draft:" + location.pathname + location.search + "#" + form.id; }
  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && one.name[0] !== "_" && one.name !== "csrf_token" &&
        (one.tagName === "TEXTAREA" || (one.tagName === "INPUT" && /^(text|search|tel|email|date|time|datetime-local)$/.test(one.type))) &&
        !/one-time-code|password|username/.test(one.autocomplete || "");
    });
  }
  function keep(form) {
    var values = {};
    var any = false;
    fields(form).forEach(function (one) { if (one.value !== one.defaultValue) { values[one.name] = one.value; any = true; } });
    try {
      if (any) { localStorage.setItem(key(form), JSON.stringify({ at: Date.now(), values: values })); } else { localStorage.removeItem(key(form)); }
    } catch (error) { /* storage full or closed: nothing to keep in */ }
  }
  function forget(form) { try { localStorage.removeItem(key(form)); } catch (error) { /* closed */ } }
  function restore(form) {
    try {
      var kept = JSON.parse(localStorage.getItem(key(form)) || "null");
      if (!kept || Date.now() - kept.at > 30 * 86400000) { return; }
      fields(form).forEach(function (one) {
        if (kept.values[one.name] !== undefined && one.value === one.defaultValue && !one.value) { one.value = kept.values[one.name]; }
      });
    } catch (error) { /* unreadable: leave the form as it is */ }
  }
  doc.querySelectorAll("form[data-keep]").forEach(function (form) {
    restore(form);
    var timer;
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(function () { keep(form); }, 600); });
  });

  // Connection.
  function strip(text) {
    var one = doc.querySelector(".offline-strip");
    if (!text) { if (one) { one.remove(); } return; }
    if (!one) { one = doc.createElement("div"); one.className = "offline-strip"; one.setAttribute("role", "status"); body.insertBefore(one, body.firstChild); }
    one.textContent = text.replace("{time}", shown.toLocaleTimeString(doc.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
  }
  window.addEventListener("offline", function () { strip(body.dataset.offline || ""); });
  window.addEventListener("online", function () { strip(""); });

  // Keys: / to the search, Ctrl+Enter sends the form one is typing in, Escape closes a menu.
  doc.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test((event.target && event.target.tagName) || "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      var search = doc.querySelector("[data-key='/']") || doc.querySelector(".filters input[type=search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      var form = event.target.form;
      if (form && form.matches("main form")) { event.preventDefault(); form.requestSubmit(form.querySelector(".form-foot button") || undefined); }
    }
    if (event.key === "Escape") {
      doc.querySelectorAll("details.drop[open]").forEach(function (one) { one.open = false; one.querySelector("summary").focus(); });
    }
  });
  doc.addEventListener("click", function (event) {
    doc.querySelectorAll("details.drop[open]").forEach(function (one) { if (!one.contains(event.target)) { one.open = false; } });
  });

  // Refusals are read first; a chosen photo is shown at once.
  var wrong = doc.querySelector("[data-focus]");
  if (wrong) { wrong.focus(); }
  doc.addEventListener("change", function (event) {
    var input = event.target;
    if (input.type !== "file" || !input.hasAttribute("data-preview")) { return; }
    var box = input.nextElementSibling;
    if (!box || !box.classList.contains("preview")) { box = doc.createElement("div"); box.className = "preview"; input.after(box); }
    box.textContent = "";
    Array.prototype.slice.call(input.files, 0, 10).forEach(function (file) {
      if (!/^image\//.test(file.type)) { return; }
      var reader = new FileReader();
      reader.onload = function () { var image = doc.createElement("img"); image.alt = file.name; image.src = reader.result; box.append(image); };
      reader.readAsDataURL(file);
    });
  });

  // Live blocks rest while nobody looks, and while somebody types in them.
  doc.addEventListener("htmx:beforeRequest", function (event) {
    var one = event.target;
    if (one.hasAttribute && one.hasAttribute("data-live") && (doc.hidden || one.querySelector(".tick input:checked") || one.contains(doc.activeElement) && doc.activeElement !== one)) { event.preventDefault(); }
  });

  if ("serviceWorker" in navigator && window.isSecureContext) { navigator.serviceWorker.register("/service-worker.js").catch(function () { /* works without */ }); }
})();
