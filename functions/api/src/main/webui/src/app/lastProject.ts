const KEY = 'sluice.project';

/** The project somebody looked at last in this browser; null for the first visit. */
export function lastProject(): string | null {
  return localStorage.getItem(KEY);
}

export function rememberProject(id: string): void {
  localStorage.setItem(KEY, id);
}
