import { useTitle } from '../../app/useTitle';

export default function Rule() {
  useTitle('Rule');
  return <h1>Rule</h1>;
}
