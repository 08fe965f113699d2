export const compressed = false;
