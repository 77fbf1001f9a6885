// What the browser shows when the console's files are missing: plain words, and how to make them.
export const notBuiltPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Holdfast</title></head>
<body>
<main>
<h1>The console is not built</h1>
<p>The server runs, and its API answers. The files of the console are missing.</p>
<p>Make them with <code>npm run build</code> in the checkout, then start the server again.</p>
<p><a href="/api/docs">Read about the API</a></p>
</main>
</body>
</html>
`;
