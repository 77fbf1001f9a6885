// How tests learn where copies of what is printed are collected, in a directory that only this user can read.
export const printedVariable = "HOLDFAST_TEST_PRINTED";
