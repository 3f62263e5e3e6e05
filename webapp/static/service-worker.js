/* The shell and the offline page are kept, and pages that say X-Offline: keep with their pictures, for whoever is signed in
   here and two weeks long. All other pages always come from the server. */
"use strict";
const KEPT = __KEPT__;
const STORE = "sokol-" + KEPT.join("|").split("").reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) >>> 0, 7);

const PAGES = "pages-for-later";
const LONGEST = 14 * 24 * 3600 * 1000;

async function keep(address, response) {
  const store = await caches.open(PAGES);
  const page = await response.text();
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "X-Kept": String(Date.now()) });
  await store.put(address, new Response(page, { headers: headers }));
  const pictures = Array.from(new Set(Array.from(page.matchAll(/src="(\/file[^"]+)"/g), (one) => one[1].replaceAll("&amp;", "&"))));
  await Promise.all(pictures.map((one) => store.add(one).catch(() => null)));
}
async function visit(request) {
  try {
    const response = await fetch(request);
    if (response.ok && response.headers.get("X-Offline") === "keep") { await keep(request.url, response.clone()); }
    else if (response.status === 404 || response.redirected) { await (await caches.open(PAGES)).delete(request.url); }
    return response;
  } catch (error) {
    const found = await (await caches.open(PAGES)).match(request.url);
    if (found && Date.now() - Number(found.headers.get("X-Kept")) < LONGEST) { return found; }
    return caches.match("/offline");
  }
}
self.addEventListener("message", (event) => {
  const links = (event.data && event.data.keep) || [];
  event.waitUntil(Promise.all(links.map(async (link) => {
    const address = new URL(link, self.location.origin);
    if (address.origin !== self.location.origin) { return; }
    const response = await fetch(address);
    if (response.ok && response.headers.get("X-Offline") === "keep") { await keep(address.href, response); }
  })).then(() => event.ports[0] && event.ports[0].postMessage("kept"), () => event.ports[0] && event.ports[0].postMessage("not")));
});

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(KEPT)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("sokol-") && name !== STORE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim())
  );
});
self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  // who signs in or out here leaves nothing of the one before
  if (request.method === "POST" && /\/sign-(in|out)$/.test(address.pathname)) { event.waitUntil(caches.delete(PAGES)); }
  if (request.method !== "GET" || address.origin !== self.location.origin) { return; }
  if (request.mode === "navigate") {
    event.respondWith(visit(request));
  } else if (address.pathname.startsWith("/file")) {
    event.respondWith(fetch(request).catch(() => caches.open(PAGES).then((store) => store.match(request.url)).then((found) => found || Response.error())));
  } else if (KEPT.includes(address.pathname + address.search) && address.pathname !== "/offline") {
    event.respondWith(caches.match(request).then((found) => found || fetch(request)));
  }
});
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data ? event.data.json() : {}; } catch (error) { told = {}; }
  event.waitUntil(self.registration.showNotification(told.title || "", { body: told.body || "", data: { url: told.url || "/" }, icon: "/icon-192.png", tag: told.tag }));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.url));
});
