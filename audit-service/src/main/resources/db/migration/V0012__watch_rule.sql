-- The rules of monitoring as data (assurance: detection rules). The SQL of each stands in the service under its id.
create table watch_rule (
    id         text             primary key check (id ~ '^[a-z-]{3,40}$'),
    number     integer          not null unique,
    text       text             not null,
    severity   text             not null check (severity in ('high', 'moderate', 'low')),
    -- what a hit is about: a user's access to a person, a user, a person, or the log itself
    concerns   text             not null check (concerns in ('access', 'user', 'person', 'system')),
    urgent     boolean          not null,
    -- what the threshold counts, and what the least is for; empty when there is none
    measure    text             not null,
    threshold  double precision not null check (threshold >= 0),
    floor      text             not null,
    least      double precision not null check (least >= 0),
    minutes    integer          not null check (minutes between 1 and 86400),
    codes      text[]           not null default '{}',
    enabled    boolean          not null default true,
    version    integer          not null default 1,
    next       bigint           not null default 0,
    ran        timestamptz      not null default '-infinity'
);

-- What a rule was before each change, and who changed it.
create table watch_rule_change (
    rule         text             not null references watch_rule (id),
    version      integer          not null,
    threshold    double precision not null,
    least        double precision not null,
    minutes      integer          not null,
    enabled      boolean          not null,
    changed_by   text             not null,
    organisation text             not null,
    changed_at   timestamptz      not null,
    reason       text             not null check (length(reason) between 3 and 400),
    primary key (rule, version)
);
create trigger watch_rule_change_stays before update or delete on watch_rule_change
    for each row execute function refuse_change();

grant select, update (threshold, least, minutes, enabled, version, next, ran) on watch_rule to audit;
grant select, insert on watch_rule_change to audit;

insert into watch_rule (number, id, severity, concerns, urgent, text, measure, threshold, floor, least, minutes, codes) values
(1, 'self', 'high', 'access', true, 'Somebody looks at the own record', '', 0, '', 0, 1440, '{}'),
(2, 'same-name-and-postcode', 'moderate', 'access', false, 'The person has the same surname and postcode', '', 0, '', 0, 1440, '{}'),
(3, 'same-address', 'high', 'access', false, 'The person lives at the same address', '', 0, '', 0, 1440, '{}'),
(4, 'contact', 'moderate', 'access', false, 'One is the other''s next of kin or emergency contact', '', 0, '', 0, 1440, '{}'),
(5, 'colleague', 'low', 'access', false, 'The person works at the same organisation', '', 0, '', 0, 1440, '{}'),
(6, 'line-report', 'high', 'access', false, 'A line manager looks at somebody of the own team', '', 0, '', 0, 1440, '{}'),
(7, 'marked', 'high', 'access', true, 'The person is marked as one whom many know', '', 0, '', 0, 1440, '{}'),
(8, 'news-burst', 'high', 'person', false, 'Many members of staff without a relationship open one person''s record: somebody in the news',
 'members of staff, of a person on the list as in the news', 3, 'members of staff, of any other person', 6, 1440, '{}'),
(9, 'no-relationship', 'high', 'access', true, 'A record is opened without a relationship, or many are tried',
 'persons refused for want of a relationship', 5, '', 0, 1440, '{}'),
(10, 'self-claimed', 'moderate', 'access', true, 'A relationship is claimed by whoever uses it', '', 0, '', 0, 1440, '{}'),
(11, 'override-unfollowed', 'high', 'access', false, 'An override has no closed case after the window', '', 0, '', 0, 10080, '{}'),
(12, 'override-rate', 'high', 'user', false, 'More overrides than others of the same job role',
 'robust z among users of the job role', 3.5, 'overrides', 3, 43200, '{}'),
(13, 'override', 'high', 'access', true, 'An objection or a restriction is set aside', '', 0, '', 0, 1440, '{}'),
(14, 'rare-role', 'moderate', 'access', false, 'A closely kept category is opened by a job role that hardly ever opens it',
 'share of the job role in all openings', 0.02, 'openings by all', 50, 43200, '{cat-05,cat-06,cat-20,cat-21}'),
(15, 'restricted-person', 'high', 'access', true, 'A person whose whereabouts are restricted is searched or opened', '', 0, '', 0, 1440, '{}'),
(16, 'deceased', 'moderate', 'access', false, 'The person died some time ago', '', 0, '', 0, 1440, '{}'),
(17, 'not-in-post', 'high', 'access', true, 'Employment has ended, the user is on leave, or the organisation does not know the user', '', 0, '', 0, 1440, '{}'),
(18, 'odd-hours', 'moderate', 'user', false, 'Access far outside the hours of the user''s own pattern',
 'hours from any hour worked before', 3, 'days worked before', 8, 43200, '{}'),
(19, 'volume', 'moderate', 'user', false, 'Far more people than the user''s own days and the job role''s',
 'robust z, own and among the job role', 6, 'persons in the day', 40, 43200, '{}'),
(20, 'walking', 'high', 'user', false, 'Identifiers or postcodes are tried one after the other',
 'tries that found nobody, or by postcode', 15, '', 0, 60, '{}'),
(21, 'search-only', 'moderate', 'user', false, 'People are searched for and hardly ever opened',
 'searches', 15, 'share of searches that led to a record', 0.2, 720, '{}'),
(22, 'many-organisations', 'moderate', 'person', false, 'One person is opened from many organisations in minutes',
 'organisations', 4, '', 0, 10, '{}'),
(23, 'two-places', 'high', 'user', false, 'One user is active at two organisations at once',
 'changes between organisations', 2, '', 0, 15, '{}'),
(24, 'new-client', 'low', 'user', false, 'A user appears with a client that neither user nor organisation had before',
 'others of the organisation who used it before', 1, 'days active before', 8, 43200, '{}'),
(25, 'bulk', 'high', 'user', false, 'Documents or whole records are taken in bulk', 'documents and whole records', 40, '', 0, 60, '{Binary,$everything,$summary,$import}'),
(26, 'watch-list', 'high', 'access', true, 'An investigation has asked to look out for this', '', 0, '', 0, 1440, '{}'),
(27, 'unrelated-team', 'moderate', 'access', false, 'A sensitive category is opened in a team that has hardly to do with it',
 'share of the team''s openings', 0.005, 'openings by the team', 200, 43200, '{cat-11,cat-12,cat-20}'),
(28, 'system-reads', 'high', 'user', false, 'A service account tries to open records as a person would', 'tries', 5, '', 0, 60, '{}'),
(29, 'own-trail', 'high', 'user', true, 'Who watches looks at the own trail or a fellow officer''s', '', 0, '', 0, 1440, '{R0001,R5105,R5100}'),
(30, 'log-health', 'high', 'system', true, 'A gap in the log, a late checkpoint or a clock that steps', 'seconds', 60, '', 0, 60, '{}');

update watch_rule set next = (select next from watch_state);
