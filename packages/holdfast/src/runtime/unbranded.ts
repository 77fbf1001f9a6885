// Types for the public door: an application passes plain strings and numbers where rooms ask each other for branded ones.
import type { z } from "zod";

type Plain<T> = T extends z.$brand ? (T extends string ? string : T extends number ? number : T) : T;

/** The same shape with every brand taken off. */
export type Unbranded<T> = T extends z.$brand
  ? Plain<T>
  : T extends (...args: never) => unknown
    ? T
    : T extends object
      ? { [Key in keyof T]: Unbranded<T[Key]> }
      : T;

type OpenMethod<T> = T extends (...args: infer Arguments) => infer Answer
  ? (...args: Extract<Unbranded<Arguments>, readonly unknown[]>) => Answer
  : T;

/** The same methods, with unbranded arguments; what they answer keeps its brands. */
export type Opened<T> = { readonly [Method in keyof T]: OpenMethod<T[Method]> };
