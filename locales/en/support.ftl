# Questions and faults.

# What administrators keep in both languages: each reader gets theirs.
support-said = { $zh ->
   *[other] { $en }
}
support-about = { $category } · { $problem }

support-form-about = Question or fault
support-form-papers = Attachments
support-field-type = Type
support-type-consult = Question
support-type-fault = Fault
support-field-category = Product
support-field-problem = Problem
support-field-problem-hint = Each problem has a template to fill in, which makes answers quicker. Words of your own are never replaced
support-fill-in-template = Use template
support-field-severity = Severity
support-field-region = Region
support-field-region-hint = Required for a fault; optional for a question
support-field-contact-hours = Hours to call
support-field-contact-hours-hint = Any time, or a range like 09:00-18:00
support-hours-any = Any time
support-choose = Choose
support-region-none = No particular region

support-type-missing = Choose whether it is a question or a fault
support-category-missing = Choose a product
support-problem-missing = Choose a problem
support-problem-of-another = This problem isn't one of “{ $category }”; choose another one, or change the product
support-severity-missing = Choose a severity
support-region-missing = Choose the region in which the fault is
support-not-offered = This choice was retired or doesn't exist; choose again
support-hours-invalid = Write “any time”, or a range like 09:00-18:00
support-hours-backwards = The end must be after the beginning, as in 09:00-18:00
support-template-unfilled = The template isn't filled in: answer each of its lines, with 10 characters or more in all
support-template-of-what = Choose a problem first, then use its template
support-template-keeps-words = The description has words of yours, so the template wasn't used; empty it to use the template

support-rail-secrets = No passwords here
support-rail-secrets-why = The description and its files are seen by your department and the operators. Where access to a host or the console is needed, the assignee asks you for it: the password is stored encrypted, and erased when the period or the ticket ends
