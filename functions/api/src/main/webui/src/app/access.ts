import type { Environment, Role, RuleText } from '../api/types';

const RANK: Record<Role, number> = { viewer: 0, developer: 1, admin: 2 };
const NAME: Record<Role, string> = { viewer: 'a Viewer', developer: 'a Developer', admin: 'an Admin' };

/** Why somebody of this role may not do what needs `least`; null where they may. */
export function refusal(role: Role | undefined, least: Role): string | null {
  if (role !== undefined && RANK[role] >= RANK[least]) return null;
  const who = least === 'admin' ? 'an Admin' : 'a Developer or an Admin';
  return `Only ${who} can do this; you are ${role ? NAME[role] : 'not a member'}.`;
}

/** Whether the rule reads from or writes to a production environment. */
export function touchesProduction(action: RuleText['action'], environments: Environment[]): boolean {
  const touched = [action.target_environment, action.source_environment];
  return environments.some((e) => e.kind === 'production' && touched.includes(e.id));
}

/** Why somebody of this role may not change or run what does this; production is an Admin's. */
export function ruleRefusal(
  role: Role | undefined,
  action: RuleText['action'],
  environments: Environment[],
): string | null {
  if (!touchesProduction(action, environments)) return refusal(role, 'developer');
  const refused = refusal(role, 'admin');
  return refused && `It touches production. ${refused}`;
}
