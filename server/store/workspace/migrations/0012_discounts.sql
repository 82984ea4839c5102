CREATE TABLE `billing_discounts` (
	`vendor` text NOT NULL,
	`id` text NOT NULL,
	`discount` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`vendor`, `id`)
);
--> statement-breakpoint
ALTER TABLE `billing_subscriptions` ADD `unseen` text;--> statement-breakpoint
ALTER TABLE `billing_subscriptions` ADD `is_told` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `billing_subscriptions_customer` ON `billing_subscriptions` (`vendor`,`customer`);--> statement-breakpoint
CREATE INDEX `billing_links_by_hand` ON `billing_links` (`vendor`,`at`) WHERE way = 'hand';--> statement-breakpoint
CREATE INDEX `users_email` ON `users` (lower(traits ->> 'email')) WHERE traits ->> 'email' is not null;
--> statement-breakpoint
DELETE FROM `billing_links` WHERE `way` = 'subscription';