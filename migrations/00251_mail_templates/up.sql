-- The words of mails that administrators gave, by kind and language; what is null is said in the built-in words.
-- `frame` is what all mails have in common. A row stays when its words are taken back, so that its version only rises.
CREATE TABLE mail_templates (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 100),
    language text NOT NULL CHECK (language IN ('zh-CN', 'en')),
    subject text CHECK (length(subject) BETWEEN 1 AND 200),
    greeting text CHECK (length(greeting) BETWEEN 1 AND 500),
    closing text CHECK (length(closing) BETWEEN 1 AND 500),
    -- Of each sentence its text was told with.
    texts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(texts) = 'object'),
    version integer NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT a_mail_has_one_template_a_language UNIQUE (kind, language)
);
