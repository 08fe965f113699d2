import { Switch, Tooltip } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import { rule as ruleQuery, rules } from '../../api/queries';
import type { Page, Rule } from '../../api/types';
import { ruleRefusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { bad, good } from '../toast';
import { isOn } from './standing';

function useTurn(rule: Rule) {
  const { id } = useProject();
  const queries = useQueryClient();
  const params = { path: { project: id, rule: rule.id } };
  return useMutation({
    scope: { id: `turn ${rule.id}` }, // who changes their mind at once has the second wish done after the first
    mutationFn: async (on: boolean) =>
      (on
        ? await ok(api.POST('/api/v1/projects/{project}/rules/{rule}/enable', { params }))
        : await ok(api.POST('/api/v1/projects/{project}/rules/{rule}/disable', { params }))) as Rule,
    onMutate: () => queries.cancelQueries({ queryKey: ['project', id, 'rules'] }),
    onError: bad,
    onSuccess: (saved, on) => {
      queries.setQueryData<Page<Rule>>(rules(id).queryKey, (page) =>
        page
          ? { ...page, items: page.items.map((each) => (each.id === saved.id ? { ...each, ...saved } : each)) }
          : page,
      );
      queries.setQueryData<Rule>(ruleQuery(id, saved.id).queryKey, (known) => (known ? { ...known, ...saved } : known));
      good(...told(rule, on));
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['project', id, 'rules'] }),
  });
}

function told(before: Rule, on: boolean): [title: string, message: string] {
  if (!on) return [`Disabled: ${before.name}`, 'What it would have taken is recorded as skipped.'];
  return [
    `Enabled: ${before.name}`,
    before.state.breaker.open ? 'Its circuit breaker is closed again and counts from zero.' : '',
  ];
}

/** Enables and disables a rule; shows at once what was asked for, and goes back where it was refused. */
export function RuleSwitch({ rule }: { rule: Rule }) {
  const { role, environments } = useProject();
  const turn = useTurn(rule);
  const refused = ruleRefusal(role, rule.action, environments);
  const on = turn.isPending ? turn.variables : isOn(rule);
  const help =
    refused ??
    (rule.state.breaker.open ? 'Enabling it closes its circuit breaker, which then counts from zero.' : null);
  return (
    <Tooltip label={help} disabled={help === null} events={{ hover: true, focus: true, touch: true }}>
      <div>
        <Switch
          aria-label={`Enabled: ${rule.name}`}
          checked={on}
          aria-busy={turn.isPending}
          aria-disabled={refused !== null}
          style={refused === null ? {} : { opacity: 0.6 }}
          styles={refused === null ? {} : { track: { cursor: 'not-allowed' } }}
          {...(help === null ? {} : { 'aria-description': help })}
          onChange={(event) => {
            if (refused === null) turn.mutate(event.currentTarget.checked);
          }}
        />
      </div>
    </Tooltip>
  );
}
