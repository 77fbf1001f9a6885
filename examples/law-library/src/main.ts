// Prepares an empty database to try the examples with: `DATABASE_URL=postgres://… HOLDFAST_KEYRING=… npm start`. Prints a member's session.
import pg from "pg";
import { openLawLibrary } from "./law-library.js";
import { sessionCookie } from "./member-sessions.js";
import { applicationTables } from "./tables.js";

const databaseUrl = process.env["DATABASE_URL"] ?? "postgres://localhost/app";
const client = new pg.Client(databaseUrl);
await client.connect();
await client.query(applicationTables);
await client.query("insert into laws (name) values ('Water Act'), ('Fire Safety Order'), ('Noise Ordinance')");
const { rows: ada } = await client.query<{ id: string }>("insert into members (nick) values ('ada') returning id");
await client.end();

const library = await openLawLibrary({ databaseUrl, journalDirectory: "journal" });
const token = await library.sessions.begin(ada[0]?.id ?? "");
await library.close();
console.log(
  `Ada's session, as a header:\n  authorization: Bearer ${token}\nand as a browser's cookie:\n  ${sessionCookie}=${token}`,
);
