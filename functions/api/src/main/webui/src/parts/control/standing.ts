import { ruleRefusal } from '../../app/access';
import type { Environment, Role, Rule } from '../../api/types';

/** Whether the rule takes events: it is enabled, and its circuit breaker did not stop it. */
export function isOn(rule: Rule): boolean {
  return rule.enabled && !rule.state.breaker.open;
}

/** Why a Run of the rule would come to nothing, or is not this role's; null where it is. */
export function runRefusal(rule: Rule, role: Role | undefined, environments: Environment[]): string | null {
  const refused = ruleRefusal(role, rule.action, environments);
  if (refused) return refused;
  if (rule.state.breaker.open) return 'Its circuit breaker has stopped it. Enable the rule first.';
  return rule.enabled ? null : 'It is disabled. Enable the rule first.';
}

/** The environment's name as people gave it; its id where it is not known. */
export function nameOf(id: string | undefined, environments: Environment[]): string {
  return environments.find((environment) => environment.id === id)?.name ?? id ?? '';
}
