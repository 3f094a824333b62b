import { testForms } from '../support/forms.ts';

testForms();
