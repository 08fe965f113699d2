import type { Role } from '../../api/types';

/** The roles as a choice, the least first. */
export const ROLES: { value: Role; label: string }[] = [
  { value: 'viewer', label: 'Viewer' },
  { value: 'developer', label: 'Developer' },
  { value: 'admin', label: 'Admin' },
];

export function isRole(value: string | null): value is Role {
  return ROLES.some((role) => role.value === value);
}
