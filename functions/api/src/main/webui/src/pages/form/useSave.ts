import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, ok, Problem } from '../../api/client';
import { rule as ruleQuery } from '../../api/queries';
import type { Rule, RuleDraft } from '../../api/types';
import { bad, good } from '../../parts/toast';
import { at } from './edits';
import type { FieldError } from '../../api/types';

interface Target {
  project: string;
  /** The rule to replace, and the version that the changes are based on; absent for a new one. */
  base: { id: string; version: number } | undefined;
  onSaved: () => void;
}

interface Refusal {
  draft: RuleDraft;
  errors: FieldError[];
}

function send({ project, base }: Target, draft: RuleDraft): Promise<Rule> {
  if (base === undefined) {
    const made = api.POST('/api/v1/projects/{project}/rules', { params: { path: { project } }, body: draft });
    return ok(made) as Promise<Rule>;
  }
  return ok(
    api.PUT('/api/v1/projects/{project}/rules/{rule}', {
      params: { path: { project, rule: base.id }, header: { 'If-Match': `"${base.version}"` } },
      body: draft,
    }),
  ) as Promise<Rule>;
}

/** Saves the rule, then goes to its page; a refusal stays until what it is about has been changed. */
export function useSave(target: Target) {
  const { project, base } = target;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [attempt, setAttempt] = useState(0);
  const [refusal, setRefusal] = useState<Refusal>();
  const saving = useMutation({
    mutationFn: (draft: RuleDraft) => send(target, draft),
    onSuccess: async (saved, draft) => {
      target.onSaved();
      good(base === undefined ? 'Rule created' : 'Rule saved', draft.name);
      void queries.invalidateQueries({ queryKey: ['project', project] });
      await navigate(`/projects/${project}/rules/${saved.id}`);
    },
    onError: (error, draft) => {
      if (!(error instanceof Problem)) bad(error);
      else if (error.status === 412 && base !== undefined) {
        void queries.invalidateQueries({ queryKey: ruleQuery(project, base.id).queryKey });
      } else if (error.fields.length > 0) setRefusal({ draft, errors: error.fields });
      else if (error.status >= 400 && error.status < 500) {
        setRefusal({ draft, errors: [{ field: '', message: error.message }] });
      } else bad(error);
      setAttempt((count) => count + 1);
    },
  });
  return {
    save: (draft: RuleDraft) => saving.mutate(draft),
    saving: saving.isPending,
    saved: saving.isSuccess,
    /** How often saving was tried in vain. */
    attempt,
    /** What the last refusal still says about the draft. */
    refused: (draft: RuleDraft) => refusal?.errors.filter(({ field }) => same(refusal.draft, draft, field)) ?? [],
  };
}

function same(then: RuleDraft, now: RuleDraft, field: string): boolean {
  const value = (draft: RuleDraft) => JSON.stringify(field === '' ? draft : at(draft, field));
  return value(then) === value(now);
}
