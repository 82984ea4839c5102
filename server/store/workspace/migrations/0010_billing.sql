CREATE TABLE `billing_events` (
	`vendor` text NOT NULL,
	`id` text NOT NULL,
	`event` text NOT NULL,
	`at` integer NOT NULL,
	`rank` integer NOT NULL,
	`received_at` integer NOT NULL,
	`customer` text,
	`account` text,
	`fate` text NOT NULL,
	`note` text,
	`effects` text,
	PRIMARY KEY(`vendor`, `id`)
);
--> statement-breakpoint
CREATE INDEX `billing_events_received` ON `billing_events` (`received_at`);--> statement-breakpoint
CREATE INDEX `billing_events_of` ON `billing_events` (`vendor`,`received_at`);--> statement-breakpoint
CREATE INDEX `billing_events_waiting` ON `billing_events` (`at`) WHERE fate = 'waiting';--> statement-breakpoint
CREATE INDEX `billing_events_effects` ON `billing_events` (`at`) WHERE effects is not null;--> statement-breakpoint
CREATE INDEX `billing_events_unmatched` ON `billing_events` (`vendor`,`customer`) WHERE fate = 'unmatched';--> statement-breakpoint
CREATE TABLE `billing_links` (
	`vendor` text NOT NULL,
	`ref` text NOT NULL,
	`account` text NOT NULL,
	`way` text NOT NULL,
	`decision` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`vendor`, `ref`)
);
--> statement-breakpoint
CREATE INDEX `billing_links_account` ON `billing_links` (`account`);--> statement-breakpoint
CREATE TABLE `billing_subscriptions` (
	`vendor` text NOT NULL,
	`id` text NOT NULL,
	`customer` text NOT NULL,
	`account` text NOT NULL,
	`at` integer NOT NULL,
	`rank` integer NOT NULL,
	`standing` text NOT NULL,
	`plan` text,
	`seats` integer,
	`micros` integer,
	`currency` text NOT NULL,
	`is_whole` integer NOT NULL,
	PRIMARY KEY(`vendor`, `id`)
);
--> statement-breakpoint
CREATE INDEX `billing_subscriptions_account` ON `billing_subscriptions` (`account`);