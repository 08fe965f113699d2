import { Button, Fieldset, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok } from '../../api/client';
import type { Member, Role } from '../../api/types';
import { fieldErrors } from '../../parts/fieldErrors';
import { good } from '../../parts/toast';
import { HOST, HOSTS } from './hosts';
import { ROLES } from './roles';

interface Values {
  email: string;
  role: Role;
  logins: Member['logins'];
}

function initial(member: Member | null): Values {
  const logins = { github: '', gitlab: '', bitbucket: '', gitea: '', forgejo: '', ...member?.logins };
  return { email: member?.email ?? '', role: member?.role ?? 'developer', logins };
}

/** Adds a member by e-mail, or changes a member's role and logins. */
export function MemberForm({
  project,
  member,
  known,
  onDone,
}: {
  project: string;
  member: Member | null;
  /** The addresses of all members: adding one of them would change that member instead. */
  known: string[];
  onDone: () => void;
}) {
  const queries = useQueryClient();
  const form = useForm<Values>({
    initialValues: initial(member),
    validate: {
      email: (email) =>
        !member && known.includes(email.trim().toLowerCase()) ? 'This person is a member already.' : null,
    },
  });
  const save = useMutation({
    mutationFn: ({ email, role, logins }: Values) => {
      const named = Object.fromEntries(Object.entries(logins).filter(([, login]) => login.trim() !== ''));
      return ok(
        api.PUT('/api/v1/projects/{project}/members/{email}', {
          params: { path: { project, email: email.trim() } },
          body: { role, logins: named },
        }),
      );
    },
    onError: (error) => fieldErrors(form, error),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['project', project] });
      good(member ? `${saved.email} is saved` : `${saved.email} is a member now`);
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {!member && (
          <TextInput
            label="E-mail address"
            description="The verified address that the person signs in with. Nothing is sent to it."
            type="email"
            required
            data-autofocus
            {...form.getInputProps('email')}
          />
        )}
        <Select
          label="Role"
          data={ROLES}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          {...form.getInputProps('role')}
        />
        <Fieldset legend="Logins at git hosts">
          <Text size="sm" c="dimmed" mb="xs">
            By these a push is known to be theirs, such as where nobody may approve a run of their own push. All may
            stay empty.
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {HOSTS.map((host) => (
              <TextInput
                key={host}
                label={HOST[host]}
                maxLength={100}
                autoComplete="off"
                {...form.getInputProps(`logins.${host}`)}
              />
            ))}
          </SimpleGrid>
        </Fieldset>
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Back
          </Button>
          <Button type="submit" loading={save.isPending}>
            {member ? 'Save' : 'Add the member'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
