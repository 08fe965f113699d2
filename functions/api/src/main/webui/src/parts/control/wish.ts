import type { components } from '../../api/schema';
import type { RuleText } from '../../api/types';
import { needsRef } from '../rule';

type Wish = components['schemas']['RunWish'];

const FULL_SHA = /^([0-9a-f]{40}|[0-9a-f]{64})$/i;

/** What a Run asks of the server: the full commit or the branch or tag that was typed; nothing for a promote or a clone. */
export function wish(action: RuleText['action'], typed: string): Wish {
  if (!needsRef(action)) return {};
  const name = typed.trim();
  return FULL_SHA.test(name) ? { commit: name } : { ref: name };
}
