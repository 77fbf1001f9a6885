// A browser as far as these tests need one: keeps cookies, follows redirects, fills in the forms of the server's own pages.

const mostSteps = 20;

/** Goes to `start`, signs in as `login`, consents, and stops where the server sends the browser to `end`. */
export async function browse(start: string, end: string, login: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let next: { readonly url: string; readonly form?: URLSearchParams } = { url: start };
  for (let step = 0; step < mostSteps; step += 1) {
    if (next.url.startsWith(end)) return new URL(next.url);
    const response = await send(next.url, next.form, cookies);
    const location = response.headers.get("location");
    if (location !== null) {
      next = { url: new URL(location, next.url).href };
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`No way on from a page with status ${response.status}: ${page.slice(0, 300)}`);
    const form = new URLSearchParams({ login, password: "any" });
    for (const [, key = "", value = ""] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g))
      form.set(key, value);
    next = { url: new URL(action, next.url).href, form };
  }
  throw new Error("The server never sent the browser back.");
}

async function send(url: string, form: URLSearchParams | undefined, cookies: Map<string, string>): Promise<Response> {
  const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join("; ");
  const response = await fetch(url, {
    method: form === undefined ? "GET" : "POST",
    body: form ?? null,
    redirect: "manual",
    headers: { cookie },
  });
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    const [key = "", value = ""] = pair.split("=");
    if (value === "") cookies.delete(key);
    else cookies.set(key, value);
  }
  return response;
}
