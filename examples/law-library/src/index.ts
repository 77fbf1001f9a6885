// The application, for the frameworks that serve it in the examples beside this one.
export { type LawLibrary, type LawLibraryOptions, openLawLibrary } from "./law-library.js";
export { sessionCookie, sessionIn } from "./member-sessions.js";
