import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconHistory, IconPencil, IconTrash, type TablerIcon } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { Link } from 'react-router';
import { api, ok } from '../../api/client';
import type { Rule } from '../../api/types';
import { refusal, ruleRefusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { confirm } from '../confirm';
import { bad, good } from '../toast';

function useDelete(rule: Rule, onDeleted?: () => void) {
  const { id } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      ok(
        api.DELETE('/api/v1/projects/{project}/rules/{rule}', {
          params: { path: { project: id, rule: rule.id } },
        }),
      ),
    onError: bad,
    onSuccess: () => {
      onDeleted?.();
      good(`Deleted: ${rule.name}`, 'Its runs stay in the list of runs.');
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['project', id] }),
  });
}

/** A link in the menu; a dead entry where it is refused. */
function Way(way: { to: string; icon: TablerIcon; refused: boolean; children: string }) {
  const icon = <way.icon size={16} aria-hidden />;
  return way.refused ? (
    <Menu.Item disabled leftSection={icon}>
      {way.children}
    </Menu.Item>
  ) : (
    <Menu.Item component={Link} to={way.to} leftSection={icon}>
      {way.children}
    </Menu.Item>
  );
}

interface Props {
  rule: Rule;
  /** Leaves out the link to the rule's page, on that page. */
  here?: boolean;
  onDeleted?: () => void;
}

/** What can be done with a rule besides running it. */
export function RuleMenu({ rule, here = false, onDeleted }: Props) {
  const { id, role, environments } = useProject();
  const remove = useDelete(rule, onDeleted);
  const why = useId();
  const refused = ruleRefusal(role, rule.action, environments);
  const path = `/projects/${id}/rules/${rule.id}`;
  const ask = () =>
    confirm({
      title: `Delete “${rule.name}”?`,
      body: 'It will never fire again, and its runs that have not begun to deploy end as skipped. What it did before stays in the list of runs.',
      action: 'Delete the rule',
      danger: true,
      onYes: () => remove.mutate(),
    });
  return (
    <Menu position="bottom-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size="md" aria-label={`More for ${rule.name}`} loading={remove.isPending}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown {...(refused ? { 'aria-describedby': why } : {})}>
        {refused && <Menu.Label id={why}>{refused}</Menu.Label>}
        {!here && (
          <Way to={path} icon={IconHistory} refused={false}>
            Rule and history
          </Way>
        )}
        <Way to={`${path}/edit`} icon={IconPencil} refused={refused !== null}>
          Edit
        </Way>
        <Way
          to={`/projects/${id}/rules/new?copy=${rule.id}`}
          icon={IconCopy}
          refused={refusal(role, 'developer') !== null}
        >
          Duplicate
        </Way>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size={16} aria-hidden />}
          disabled={refused !== null}
          {...(refused ? {} : { c: 'var(--sluice-bad)' })}
          onClick={ask}
        >
          Delete…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
