import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import type { Member, Role } from '../../api/types';
import { confirm } from '../../parts/confirm';
import { Tone } from '../../parts/Tone';
import { bad, good } from '../../parts/toast';
import { HOST, HOSTS } from './hosts';
import { isRole, ROLES } from './roles';

/** What an Admin does to one member. */
function useMember(project: string, email: string) {
  const queries = useQueryClient();
  const params = { path: { project, email } };
  const renew = () => queries.invalidateQueries({ queryKey: ['project', project] });
  const give = useMutation({
    mutationFn: (role: Role) => ok(api.PUT('/api/v1/projects/{project}/members/{email}', { params, body: { role } })),
    onError: bad,
    onSuccess: async ({ role }) => {
      await renew();
      good(`${email} is ${ROLES.find(({ value }) => value === role)?.label ?? role} now`);
    },
  });
  const remove = useMutation({
    mutationFn: () => ok(api.DELETE('/api/v1/projects/{project}/members/{email}', { params })),
    onError: bad,
    onSuccess: async () => {
      await renew();
      good(`${email} is no member any more`);
    },
  });
  return { give, remove };
}

export function MemberRow({
  project,
  member,
  you,
  onEdit,
}: {
  project: string;
  member: Member;
  /** Whether this is the person who looks. */
  you: boolean;
  onEdit: () => void;
}) {
  const { email, role, logins } = member;
  const { give, remove } = useMember(project, email);
  const named = HOSTS.filter((host) => logins[host]);
  const choose = (wanted: string | null) => {
    if (!isRole(wanted) || wanted === role) return;
    if (!you) {
      give.mutate(wanted);
      return;
    }
    confirm({
      title: 'Give up your own role?',
      body: 'You would no longer be an Admin of this project, and only another Admin could make you one again.',
      action: 'Give it up',
      danger: true,
      onYes: () => give.mutate(wanted),
    });
  };
  return (
    <Group component="li" justify="space-between" gap="sm" p="md">
      <Stack gap={2} style={{ flex: '1 1 14rem', minWidth: 0 }}>
        <Group gap="xs">
          <Text fw={600} className="break">
            {email}
          </Text>
          {you && <Tone tone="busy">You</Tone>}
        </Group>
        <Text size="sm" c="dimmed" className="break">
          {named.length === 0
            ? 'No login at a git host'
            : named.map((host) => `${HOST[host]}: ${logins[host]}`).join(' · ')}
        </Text>
      </Stack>
      <Group gap={8}>
        <Select
          aria-label={`Role of ${email}`}
          data={ROLES}
          value={role}
          allowDeselect={false}
          disabled={give.isPending}
          size="xs"
          w={112}
          onChange={choose}
        />
        <Button size="xs" variant="default" aria-label={`Logins of ${email}`} onClick={onEdit}>
          Logins
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={remove.isPending}
          aria-label={`Remove ${email}`}
          onClick={() =>
            confirm({
              title: you ? 'Leave the project?' : 'Remove this member?',
              body: you
                ? 'You would not see this project any more; only another Admin could add you again.'
                : `${email} will not see this project any more.`,
              action: you ? 'Leave' : 'Remove',
              danger: true,
              onYes: () => remove.mutate(),
            })
          }
        >
          Remove
        </Button>
      </Group>
    </Group>
  );
}
