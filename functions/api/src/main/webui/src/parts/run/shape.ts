import { isOpen } from '../../api/queries';
import type { Rule, RuleText, Run } from '../../api/types';
import { subject } from '../Commit';
import { ACTION } from '../rule';

type Action = RuleText['action'];

/** The action in words: "Promote staging → production". */
export function actionWords(action: Action): string {
  const source = action.source_environment;
  return source
    ? `${ACTION[action.type]} ${source} → ${action.target_environment}`
    : `${ACTION[action.type]} to ${action.target_environment}`;
}

/** Where the run came from, in few words: "main", "tag v1.2", "pull request #7", "by hand, main". */
export function origin(run: Run): string {
  const { trigger } = run;
  switch (trigger.type) {
    case 'push':
      return trigger.branch ?? '';
    case 'tag_push':
      return `tag ${trigger.tag ?? ''}`;
    case 'pr_open':
    case 'pr_merge': {
      const pr = run.trigger.pr;
      return pr ? `pull request #${pr.number}` : 'a pull request';
    }
    case 'manual':
      return trigger.ref ? `by hand, ${trigger.ref}` : 'by hand';
  }
}

/** The branch, tag or pull request that the run came from, without its kind; empty where it names none. */
export function refOf(run: Run): string {
  const pr = run.trigger.pr;
  return run.trigger.branch || run.trigger.tag || (pr ? `#${pr.number}` : (run.trigger.ref ?? ''));
}

/** What the run is known by: its commit's subject, else its pull request's title, else its action. */
export function headline(run: Run): string {
  return run.trigger.pr?.title || subject(run.trigger.message) || actionWords(run.action);
}

/** Whether a cancel would still do something; one that was asked for already would not. */
export function isCancellable(run: Run): boolean {
  return isOpen(run) && run.cancel_requested === null;
}

/**
 * Whether the run can be repeated under its rule as it is now; `rule` undefined where the rule is gone. One that waits for
 * an approval can be asked about anew.
 */
export function isRepeatable(run: Run, rule: Rule | undefined): boolean {
  if (isOpen(run) && run.status !== 'pending_approval') return false;
  return rule !== undefined && rule.trigger.type === run.trigger.type && rule.action.type === run.action.type;
}

/** Milliseconds that the run's action took, or takes since; undefined where it never began. */
export function acted(run: Run, now: number): number | undefined {
  if (run.duration_ms !== null) return run.duration_ms;
  if (run.started_at === null || run.finished_at !== null) return undefined;
  return Math.max(0, now - Date.parse(run.started_at));
}

/** Why the run stands or ended as it did, in the server's words; undefined where there is nothing to say. */
export function why(run: Run): string | undefined {
  return run.error ?? run.reason?.message;
}
