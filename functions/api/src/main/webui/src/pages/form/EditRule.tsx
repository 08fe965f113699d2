import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { environments, project, rule } from '../../api/queries';
import { useTitle } from '../../app/useTitle';
import { Shown } from '../../parts/States';
import { RuleForm } from './RuleForm';
import { valuesOf } from './values';

/** The form of a rule that is there already. */
export default function EditRule() {
  const { project: id = '', rule: ruleId = '' } = useParams();
  const here = useQuery(project(id));
  const there = useQuery(environments(id));
  const query = useQuery(rule(id, ruleId));
  useTitle(query.data ? `Edit ${query.data.name}` : 'Edit rule');
  return (
    <Shown query={query} page>
      {(found) => (
        <Stack gap="lg">
          <Title order={1} size="h2" className="break">
            Edit {found.name}
          </Title>
          <Shown query={here} page>
            {(inProject) => (
              <Shown query={there} page>
                {({ items }) => (
                  <RuleForm
                    key={ruleId}
                    project={inProject}
                    environments={items}
                    start={{ values: valuesOf(found), missing: {} }}
                    rule={found}
                    back={`/projects/${id}/rules/${ruleId}`}
                  />
                )}
              </Shown>
            )}
          </Shown>
        </Stack>
      )}
    </Shown>
  );
}
