// The door of the security room: secrets, their texts, their keys and their seals.
export { type SealBinding } from "./binding.js";
export { equalBytes } from "./constant-time.js";
export { isGuessablePassword } from "./guessable-password.js";
export { keysFromEnvironment, keysFromFile } from "./key-source.js";
export { generateKey, isKeyId } from "./key-text.js";
export { Keyring, loadKeyring, type KeyPurpose, type KeySource } from "./keyring.js";
export { type MemorySealed, MemoryVault } from "./memory-seal.js";
export { Passwords, type PasswordOptions, type PasswordVerdict } from "./password.js";
export { open, seal } from "./seal.js";
export { hmacSha256 } from "./primitive.js";
export { randomSalt } from "./random-salt.js";
export { Secret } from "./secret.js";
export { hashShortCode, shortCode } from "./short-code.js";
export { checkVectors, type FailedVector, type VectorReport } from "./wycheproof/check-vectors.js";
export {
  assertTokenPrefix,
  builtInPrefixes,
  mintTokenText,
  ParsedTokenText,
  parseTokenText,
  tokenKeyIn,
  tokenKeyOf,
  type MintedTokenText,
} from "./token-text.js";
