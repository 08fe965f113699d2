import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconBolt, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { rules } from '../../api/queries';
import type { Rule } from '../../api/types';
import { refusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { useTitle } from '../../app/useTitle';
import { ActionButton } from '../../parts/ActionButton';
import { RunDialog } from '../../parts/control/RunDialog';
import { Empty, Shown } from '../../parts/States';
import { useDialog } from '../../parts/useDialog';
import { RuleCard } from './RuleCard';

/** Leads to the templates; where the role makes no rules, says so. */
function NewRule({ children }: { children: string }) {
  const { id, role } = useProject();
  const refused = refusal(role, 'developer');
  const icon = <IconPlus size={16} aria-hidden />;
  return refused ? (
    <ActionButton refused={refused} leftSection={icon} onClick={() => {}}>
      {children}
    </ActionButton>
  ) : (
    <Button component={Link} to={`/projects/${id}/rules/new`} leftSection={icon}>
      {children}
    </Button>
  );
}

function NoRules() {
  const { role } = useProject();
  const mayMake = refusal(role, 'developer') === null;
  return (
    <Paper withBorder>
      <Empty icon={IconBolt} title="No rules yet" action={mayMake && <NewRule>Browse templates</NewRule>}>
        A rule says when to deploy what to where, and what keeps it safe.{' '}
        {mayMake ? 'Begin with one of the templates.' : refusal(role, 'developer')}
      </Empty>
    </Paper>
  );
}

function Rules({ items }: { items: Rule[] }) {
  const { about, open, close } = useDialog('run');
  return (
    <>
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {items.map((rule) => (
          <RuleCard key={rule.id} rule={rule} onRun={() => open(rule.id)} />
        ))}
      </Stack>
      <RunDialog rule={items.find(({ id, trigger }) => id === about && trigger.type === 'manual')} onClose={close} />
    </>
  );
}

/** The rules of the project. */
export default function Automation() {
  const { id, role } = useProject();
  const query = useQuery(rules(id));
  useTitle('Automation');
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4}>
          <Title order={1} size="h2">
            Automation
          </Title>
          <Text c="dimmed">
            {role === 'viewer'
              ? 'You are a Viewer here: you see every rule and change none.'
              : 'Rules say when to deploy what to where.'}
          </Text>
        </Stack>
        <NewRule>New Rule</NewRule>
      </Group>
      <Shown query={query} lines={4}>
        {({ items }) => (items.length === 0 ? <NoRules /> : <Rules items={items} />)}
      </Shown>
    </Stack>
  );
}
