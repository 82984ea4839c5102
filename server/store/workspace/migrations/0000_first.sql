CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`traits` text NOT NULL,
	`hints` text NOT NULL,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `buckets` (
	`measure` integer NOT NULL,
	`subject` text NOT NULL,
	`bucket` integer NOT NULL,
	`value` real NOT NULL,
	PRIMARY KEY(`measure`, `subject`, `bucket`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `claims` (
	`account` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`until` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `conversions` (
	`message_id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`user` text,
	`kind` text NOT NULL,
	`plan` text,
	`offer` text,
	`decision` text,
	`mrr_delta` integer,
	`currency` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `conversions_account` ON `conversions` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `conversions_at` ON `conversions` (`at`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`user` text NOT NULL,
	`placement` text NOT NULL,
	`nudge` text,
	`arm` text,
	`reason` text,
	`armed` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`shown_at` integer,
	`prompt` text,
	`receipt` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decisions_account` ON `decisions` (`account`,`created_at`);--> statement-breakpoint
CREATE INDEX `decisions_user` ON `decisions` (`user`,`placement`,`created_at`);--> statement-breakpoint
CREATE INDEX `decisions_asked` ON `decisions` (`created_at`,`id`) WHERE armed = 0 or shown_at is not null;--> statement-breakpoint
CREATE TABLE `definitions` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`status` text NOT NULL,
	`revision` integer NOT NULL,
	`version` integer NOT NULL,
	`draft` text NOT NULL,
	`published` text,
	`updated_at` integer NOT NULL,
	`published_at` integer,
	PRIMARY KEY(`kind`, `key`)
);
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`message_id` text NOT NULL,
	`name` text NOT NULL,
	`account` text NOT NULL,
	`user` text,
	`department` text,
	`source` text NOT NULL,
	`properties` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_message_id` ON `events` (`message_id`);--> statement-breakpoint
CREATE INDEX `events_account` ON `events` (`account`,`seq`);--> statement-breakpoint
CREATE TABLE `firings` (
	`trigger` text NOT NULL,
	`subject` text NOT NULL,
	`fired_at` integer NOT NULL,
	`period_ends_at` integer,
	`has_been_false` integer NOT NULL,
	PRIMARY KEY(`trigger`, `subject`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `firsts` (
	`measure` integer NOT NULL,
	`subject` text NOT NULL,
	`member` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`measure`, `subject`, `member`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `hours` (
	`hour` integer PRIMARY KEY NOT NULL,
	`events` integer NOT NULL,
	`paywall_hits` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `impressions` (
	`decision` text PRIMARY KEY NOT NULL,
	`nudge` text NOT NULL,
	`format` text NOT NULL,
	`account` text NOT NULL,
	`user` text NOT NULL,
	`arm` text,
	`ghost` integer DEFAULT false NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `impressions_user` ON `impressions` (`user`,`at`);--> statement-breakpoint
CREATE INDEX `impressions_account` ON `impressions` (`account`,`at`);--> statement-breakpoint
CREATE INDEX `impressions_at` ON `impressions` (`at`,`nudge`,`ghost`);--> statement-breakpoint
CREATE TABLE `latest` (
	`measure` integer NOT NULL,
	`subject` text NOT NULL,
	`member` text NOT NULL,
	`bucket` integer NOT NULL,
	PRIMARY KEY(`measure`, `subject`, `member`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `measures` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`up_to` integer NOT NULL,
	`counted_to` integer NOT NULL,
	`log_start` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `measures_key_unique` ON `measures` (`key`);--> statement-breakpoint
CREATE TABLE `members` (
	`measure` integer NOT NULL,
	`subject` text NOT NULL,
	`bucket` integer NOT NULL,
	`member` text NOT NULL,
	`uses` integer NOT NULL,
	PRIMARY KEY(`measure`, `subject`, `bucket`, `member`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `meter_days` (
	`account` text NOT NULL,
	`name` text NOT NULL,
	`day` integer NOT NULL,
	`used` real NOT NULL,
	`limit` real,
	`resets_at` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`account`, `name`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `meters` (
	`account` text NOT NULL,
	`name` text NOT NULL,
	`used` real NOT NULL,
	`limit` real,
	`resets_at` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`account`, `name`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `offers_made` (
	`account` text NOT NULL,
	`offer` text NOT NULL,
	`shown_at` integer,
	`converted_at` integer,
	PRIMARY KEY(`account`, `offer`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `outcomes` (
	`decision` text NOT NULL,
	`outcome` text NOT NULL,
	`nudge` text NOT NULL,
	`account` text NOT NULL,
	`user` text NOT NULL,
	`action` text,
	`arm` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`decision`, `outcome`)
);
--> statement-breakpoint
CREATE INDEX `outcomes_nudge` ON `outcomes` (`nudge`,`at`);--> statement-breakpoint
CREATE TABLE `refusals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`source` text NOT NULL,
	`message_id` text,
	`issues` text NOT NULL,
	`item` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `requests` (
	`account` text NOT NULL,
	`offer` text NOT NULL,
	`user` text NOT NULL,
	`at` integer NOT NULL,
	`decision` text NOT NULL,
	PRIMARY KEY(`account`, `offer`, `user`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `settings` VALUES ('seed', lower(hex(randomblob(16))));
--> statement-breakpoint
CREATE TABLE `signals` (
	`id` text PRIMARY KEY NOT NULL,
	`trigger` text NOT NULL,
	`family` text NOT NULL,
	`subject` text NOT NULL,
	`account` text NOT NULL,
	`user` text,
	`fired_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`cancelled_at` integer,
	`recommends` text,
	`evidence` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `signals_account` ON `signals` (`account`,`fired_at`);--> statement-breakpoint
CREATE INDEX `signals_fired` ON `signals` (`fired_at`,`id`);--> statement-breakpoint
CREATE TABLE `trials` (
	`account` text NOT NULL,
	`offer` text NOT NULL,
	`plan` text NOT NULL,
	`started_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`decision` text,
	PRIMARY KEY(`account`, `offer`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`traits` text NOT NULL,
	`hints` text NOT NULL,
	`consent` text,
	`first_seen_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `users_account` ON `users` (`account`);--> statement-breakpoint
CREATE TABLE `versions` (
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	PRIMARY KEY(`kind`, `key`, `version`)
);
--> statement-breakpoint
CREATE TABLE `wakeups` (
	`trigger` text NOT NULL,
	`account` text NOT NULL,
	`user` text NOT NULL,
	`due_at` integer NOT NULL,
	PRIMARY KEY(`trigger`, `account`, `user`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `wakeups_due` ON `wakeups` (`due_at`);--> statement-breakpoint
CREATE TABLE `wishes` (
	`user` text NOT NULL,
	`nudge` text NOT NULL,
	`wish` text NOT NULL,
	`until` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`user`, `nudge`)
) WITHOUT ROWID;
