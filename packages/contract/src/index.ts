// The door of the contract: every word that parts of Holdfast share.
export * from "./account.js";
export * from "./actor.js";
export * from "./api.js";
export * from "./audit-event.js";
export * from "./combination.js";
export * from "./error.js";
export * from "./event.js";
export * from "./history.js";
export * from "./id.js";
export * from "./operation.js";
export * from "./problem.js";
export * from "./record.js";
export * from "./record-query.js";
export * from "./selection.js";
export * from "./token.js";
