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
    if (/sign-out/.test(form.action)) { clear(); return; }
    if (!navigator.onLine) {
      event.preventDefault();
      keep(form);
      if (form.hasAttribute("data-keep")) { hold(form, event.submitter).then(function () { strip(body.dataset.offlineKept || ""); }, function () { strip(body.dataset.offline || ""); }); }
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
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(function () { if (!form.dataset.sent) { keep(form); } }, 600); });
  });

  // A form that was sent without a connection is held on this device, chosen files included, and goes when the connection
  // is back: by itself while its page is open or opened again, by a link in the strip of every other page. Signing out
  // clears it.
  function store(mode, work) {
    return new Promise(function (done, fail) {
      var asked = indexedDB.open("sokol", 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("unsent", { keyPath: "page" }); };
      asked.onerror = fail;
      asked.onsuccess = function () {
        var base = asked.result;
        var request = work(base.transaction("unsent", mode).objectStore("unsent"));
        request.onsuccess = function () { done(request.result); base.close(); };
        request.onerror = function () { fail(request.error); base.close(); };
      };
    });
  }
  function here(form) { return location.pathname + location.search + "#" + form.id; }
  function hold(form, button) {
    var values = [];
    new FormData(form, button).forEach(function (value, name) {
      var input = form.elements[name];
      var secret = input && (input.type === "password" || /one-time-code|password/.test(input.autocomplete || ""));
      if (name !== "csrf_token" && name !== "_token" && !secret && !(value instanceof File && !value.name)) { values.push([name, value]); }
    });
    return store("readwrite", function (all) { return all.put({ page: here(form), at: Date.now(), values: values }); });
  }
  function release(page) { return store("readwrite", function (all) { return all.delete(page); }); }
  function clear() {
    try {
      Object.keys(localStorage).filter(function (one) { return one.indexOf("draft:") === 0; }).forEach(function (one) { localStorage.removeItem(one); });
      indexedDB.deleteDatabase("sokol");
    } catch (error) { /* closed: nothing is kept there */ }
  }
  function fill(form, values) {
    var files = {};
    Array.prototype.forEach.call(form.elements, function (one) { if (one.type === "checkbox" || one.type === "radio") { one.checked = false; } });
    values.forEach(function (pair) {
      var inputs = Array.prototype.filter.call(form.elements, function (one) { return one.name === pair[0]; });
      inputs.forEach(function (one) {
        if (one.type === "file") {
          if (pair[1] instanceof File) { (files[one.name] = files[one.name] || new DataTransfer()).items.add(pair[1]); one.files = files[one.name].files; one.dispatchEvent(new Event("change", { bubbles: true })); }
        } else if (one.type === "checkbox" || one.type === "radio") {
          if (one.value === pair[1]) { one.checked = true; }
        } else if (one.type !== "hidden" && one.tagName !== "BUTTON" && typeof pair[1] === "string") { one.value = pair[1]; }
      });
    });
  }
  function sendHeld() {
    if (!navigator.onLine || !window.indexedDB) { return; }
    store("readonly", function (all) { return all.getAll(); }).then(function (held) {
      held.forEach(function (one) {
        if (Date.now() - one.at > 30 * 86400000) { release(one.page); return; }
        var form = one.page.indexOf(location.pathname + location.search + "#") === 0 && doc.getElementById(one.page.split("#")[1]);
        if (!form) { strip(body.dataset.unsent || "", one.page); return; }
        fill(form, one.values);
        release(one.page).then(function () { form.requestSubmit(); });
      });
    }, function () { /* no store in this browser */ });
  }

  // Connection.
  function strip(text, link) {
    var one = doc.querySelector(".offline-strip");
    if (!text) { if (one) { one.remove(); } return; }
    if (!one) { one = doc.createElement("div"); one.className = "offline-strip"; one.setAttribute("role", "status"); body.insertBefore(one, body.firstChild); }
    one.textContent = text.replace("{time}", shown.toLocaleTimeString(doc.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
    if (link) {
      var anchor = doc.createElement("a");
      anchor.href = link;
      anchor.textContent = one.textContent;
      one.replaceChildren(anchor);
    }
  }
  window.addEventListener("offline", function () { strip(body.dataset.offline || ""); });
  window.addEventListener("online", function () { strip(""); sendHeld(); });
  if (!navigator.onLine) { strip(body.dataset.offline || ""); }
  sendHeld();

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
