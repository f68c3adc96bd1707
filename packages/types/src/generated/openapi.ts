// Made by packages/types/generator/openapi.js from spec/openapi.yaml, sha256 bc6787b7da248e6d1c6976a0d43f920d68edff7974a48e6acffce08167054c2a. Do not edit.
export interface paths {
    "/subscriptions/{subscriptionId}/addons/product-offering-change": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription whose add-on is changed. */
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a subscription's add-on to another product offering
         * @description Changes an add-on that is already attached to the subscription to another add-on product
         *     offering, at once or in the future. As a rule of thumb an upgrade, or a move to an offering of
         *     the same price, happens at once, and a downgrade at the next renewal.
         *
         *     **Possible offerings.** The subscription must be `ACTIVATED`. An add-on can move to another
         *     offering of its own group with the same currency, price type and billing cycle.
         *
         *     **Effective date.** It depends on the new offering, the billing cycle and the preferred date in
         *     the request. The prices decide, `netPrice` where there is one and otherwise `grossPrice`: an
         *     offering that costs more or the same can take effect from today on, one that costs less only on
         *     a renewal date. Renewals are counted from the subscription's activation in steps of the current
         *     offering's billing cycle (one month where it has none); where a month lacks the day, its last
         *     day is used. The next renewal is always after today. With `scheduledAt` it is the first possible
         *     date on or after that date.
         *
         *     **What shows.** A change in the future shows as `pendingProductOffering` until it is applied.
         *     One that takes effect today is applied at once and shows there, with today's date, only in its
         *     own response.
         *
         *     **Several changes.** A new change replaces the pending one of the same add-on. While another
         *     add-on's change is pending, and while a cancellation is pending or done, the answer is a 409.
         */
        put: operations["changeSubscriptionAddon"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/subscriptions/{subscriptionId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The subscription to cancel. */
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a subscription
         * @description Schedules the end of a subscription: tomorrow, on the first of next month, or on a date of your
         *     choice.
         *
         *     **What can be cancelled.** A subscription in any status but `CANCELLED`. While a cancellation is
         *     pending or done, the answer is a 409.
         *
         *     **What shows.** Until its date the cancellation shows as `pendingStatus` with the status
         *     `CANCELLED`; it replaces another pending status. What else is pending still happens if its date
         *     comes first.
         *
         *     **When it is done.** On its date the `status` becomes `CANCELLED`, `cancelledAt` is the first
         *     instant of that date in the operator's time zone, and everything that is still pending is
         *     dropped.
         */
        post: operations["cancelSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description Identifies one subscription.
         * @example sub-1001
         */
        SubscriptionId: string;
        /**
         * @description Key-value pairs of your own, in any JSON form, to attach further information. The pairs of a request are merged into the subscription's, key by key, at once; `null` is stored like any other value. Merged, they take at most 64 KB; more is a 400 on `metadata`.
         * @example {
         *       "ticket": "T-4711",
         *       "channel": "self-service"
         *     }
         */
        Metadata: {
            [key: string]: unknown;
        };
        /** @description Which offering an attached add-on should move to, and from when. */
        ChangeSubscriptionAddonRequest: {
            /**
             * @description The add-on product offering to move to.
             * @example addon-data-5gb
             */
            productOfferingId: string;
            /**
             * @description Which attached add-on to change. It may be left out while only one attached add-on can move to the new offering; where several could, leaving it out is a 400 whose detail names this property, and where none can, the answer is a 409.
             * @example addon-instance-123
             */
            subscriptionAddonId?: string;
            /**
             * Format: date
             * @description The earliest date for the change, as a calendar date in the operator's time zone. If the change cannot fall on it, the earliest possible date after it is used. Today is the earliest; a date in the past is a 400. Without it the change happens as soon as possible.
             * @example 2024-02-01
             */
            scheduledAt?: string;
            /**
             * @description Why the add-on is changed, in free text.
             * @example Customer upgrade request
             */
            reason?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /**
         * @description What went wrong, for programs. A stable value out of the table of error codes; tolerate ones you do not know.
         * @example VALIDATION_ERROR
         */
        ErrorCode: "VALIDATION_ERROR" | "UNAUTHORIZED" | "FORBIDDEN" | "SUBSCRIPTION_NOT_FOUND" | "ADDON_NOT_FOUND" | "PRODUCT_OFFERING_NOT_FOUND" | "idempotency_key_mismatch" | "idempotency_key_locked" | "SUBSCRIPTION_STATE_CONFLICT" | "PRODUCT_OFFERING_NOT_AVAILABLE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "RATE_LIMITED" | "INTERNAL_ERROR" | "SERVICE_UNAVAILABLE" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "NOT_ACCEPTABLE" | (string & {});
        /**
         * @description What is wrong with the field, for programs. Accept codes you do not know.
         * @example FIELD_REQUIRED
         */
        ErrorDetailCode: "FIELD_REQUIRED" | "FIELD_INVALID" | "FIELD_UNKNOWN" | "BODY_MALFORMED" | "URL_MALFORMED" | (string & {});
        /** @description One cause of an error. */
        ErrorDetail: {
            /**
             * @description What is wrong, for people.
             * @example schedule is required
             */
            message: string;
            code: components["schemas"]["ErrorDetailCode"];
            /**
             * @description Which field is meant: a path into the body such as `schedule.date`, or the name of a parameter such as `X-Idempotency-Key`.
             * @example schedule.date
             */
            property?: string;
            /**
             * @description A value or a form that would be accepted.
             * @example CancelNextDay
             */
            suggestion?: string;
        };
        /** @description The body of every error. */
        ApiError: {
            /**
             * @description What went wrong, for people. Do not parse it.
             * @example The request does not fit the contract.
             */
            message: string;
            code: components["schemas"]["ErrorCode"];
            /** @description The single causes, where there are several or where a property can be named. */
            details?: components["schemas"]["ErrorDetail"][];
            /**
             * @description What to do about it.
             * @example Correct the properties named in details and send the request again.
             */
            hint?: string;
        };
        /**
         * @description Where the subscription stands in its life.
         * @enum {string}
         */
        SubscriptionStatus: "PENDING" | "ACTIVATED" | "BLOCKED" | "CANCELLED" | "PAUSED";
        /**
         * @description The kind of telecommunications service. Kinds may be added; accept ones you do not know.
         * @example CELL
         */
        SubscriptionType: "CELL" | "TRAVEL" | (string & {});
        /**
         * @description The phone number with its country code, digits only (MSISDN).
         * @example 447700900123
         */
        Msisdn: string;
        /** @description The customer who pays, in short. Sensitive details are not embedded; they need calls of their own. */
        Customer: {
            /**
             * @description Identifies the customer.
             * @example cust-501
             */
            customerId: string;
            /**
             * @description The customer's name, a person's or a company's.
             * @example Ada Bergman
             */
            name?: string;
        };
        /**
         * @description Whether the price is paid once or again and again. Accept types you do not know.
         * @example RECURRING
         */
        PriceType: "ONE_TIME" | "RECURRING" | (string & {});
        /**
         * @description The unit that a billing cycle is counted in. Accept units you do not know.
         * @example MONTHLY
         */
        BillingPeriod: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY" | (string & {});
        /** @description How often a recurring price is paid. The period `MONTHLY` with the interval 3, for example, means once in three months. */
        BillingCycle: {
            period?: components["schemas"]["BillingPeriod"];
            /**
             * @description How many periods make one cycle.
             * @example 1
             */
            interval?: number;
        };
        /** @description What an offering costs. */
        Price: {
            /**
             * @description The currency's code in ISO 4217.
             * @example GBP
             */
            currency?: string;
            priceType?: components["schemas"]["PriceType"];
            /**
             * @description The price before the discount, in units of the currency.
             * @example 12
             */
            grossPrice?: number;
            /**
             * @description What is taken off the gross price, in units of the currency.
             * @example 2
             */
            discount?: number;
            /**
             * @description The price to pay after the discount, in units of the currency.
             * @example 10
             */
            netPrice?: number;
            /**
             * @description Whether the prices include tax.
             * @example true
             */
            taxIncluded?: boolean;
            /**
             * @description For how many months the customer is bound; 0 means not at all.
             * @example 12
             */
            boundMonths?: number;
            billingCycle?: components["schemas"]["BillingCycle"];
            /**
             * @description Prices in other currencies, by currency code, in any JSON form.
             * @example {
             *       "EUR": {
             *         "grossPrice": 14,
             *         "netPrice": 11.5
             *       }
             *     }
             */
            currencyOptions?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description What kind of product the group holds. Categories may be added; accept ones you do not know.
         * @example SUBSCRIPTION_CELL
         */
        ProductCategory: "SUBSCRIPTION_CELL" | "PRODUCT_CATEGORY_SUBSCRIPTION_CELL" | (string & {});
        /** @description Offerings of one kind. An add-on can move between offerings of its own group. */
        ProductOfferingGroup: {
            /**
             * @description Identifies the group.
             * @example group-data
             */
            productOfferingGroupId?: string;
            /**
             * @description The group's name for customers.
             * @example Data add-ons
             */
            name?: string;
            category?: components["schemas"]["ProductCategory"];
            /**
             * @description What the group offers, for customers.
             * @example More data on top of the plan, every month.
             */
            description?: string;
            /**
             * @description A note on the group for the operator's and the partner's staff.
             * @example Sold with every mobile plan since 2023.
             */
            internalDescription?: string;
        };
        /** @description Something that can be subscribed to, a plan or an add-on, as it is sold. */
        ProductOffering: {
            /**
             * @description Identifies the offering.
             * @example addon-data-5gb
             */
            productOfferingId: string;
            /**
             * @description The name it is sold under.
             * @example Data 5 GB
             */
            name: string;
            price?: components["schemas"]["Price"];
            /**
             * @description The group that the offering belongs to; the same as in `group`.
             * @example group-data
             */
            productOfferingGroupId?: string;
            group?: components["schemas"]["ProductOfferingGroup"];
        };
        /** @description The SIM in use. The PUK is never in it; it needs the SIM endpoints and their own authorisation. */
        Sim: {
            /**
             * @description Whether it is an eSIM rather than a card.
             * @example true
             */
            esim?: boolean;
            /**
             * @description The IMEI, the serial number of the device that the SIM is in.
             * @example 490154203237518
             */
            imei?: string;
            /**
             * @description The ICCID, the serial number of the SIM itself.
             * @example 8944200000000000017
             */
            iccid?: string;
        };
        /** @description A postal address. */
        Address: {
            /**
             * @description Street and number.
             * @example 12 Harbour Lane
             */
            street1?: string;
            /**
             * @description A second line, such as a flat or a floor.
             * @example Flat 3
             */
            street2?: string;
            /**
             * @description The city or town.
             * @example Bristol
             */
            city?: string;
            /**
             * @description The postal code.
             * @example BS1 4QA
             */
            zip?: string;
            /**
             * @description The country's two-letter code in ISO 3166-1 alpha-2.
             * @example GB
             */
            country?: string;
            /**
             * @description The state, where the country has states.
             * @example New South Wales
             */
            state?: string;
            /**
             * @description The region or county.
             * @example South West
             */
            region?: string;
            /**
             * @description The person or department to address.
             * @example Accounts department
             */
            attention?: string;
        };
        /** @description The user who has the subscription, who may be another person than the customer. */
        Subscriber: {
            /**
             * @description Identifies the subscriber.
             * @example subscriber-701
             */
            subscriberId: string;
            /**
             * @description The subscriber's name.
             * @example Ada Bergman
             */
            name?: string;
            /**
             * @description The subscriber's e-mail address.
             * @example ada.bergman@example.com
             */
            email?: string;
            address?: components["schemas"]["Address"];
            /**
             * Format: date-time
             * @description When the subscriber was created.
             * @example 2023-05-18T14:02:11Z
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @description When the subscriber last changed.
             * @example 2023-05-18T14:02:11Z
             */
            updatedAt?: string;
        };
        /** @description A change of the phone number that is scheduled. */
        PendingMsisdn: {
            msisdn: components["schemas"]["Msisdn"];
            /**
             * Format: date
             * @description The date of the change in the operator's time zone.
             * @example 2024-01-22
             */
            scheduledAt: string;
        };
        /** @description A change of the status that is scheduled. A cancellation shows here until its date. */
        PendingStatus: {
            status: components["schemas"]["SubscriptionStatus"];
            /**
             * Format: date
             * @description The date of the change in the operator's time zone.
             * @example 2024-02-01
             */
            scheduledAt: string;
        };
        /** @description A change to another product offering that is scheduled. A change of an add-on shows here until it is applied; one that is applied at once shows only in the response to its own request. */
        PendingProductOffering: {
            /**
             * Format: date
             * @description The date of the change in the operator's time zone.
             * @example 2024-02-01
             */
            scheduledAt: string;
            product: components["schemas"]["ProductOffering"];
        };
        /**
         * @description The direction of the transfer. Accept directions you do not know.
         * @example PORT_OUT
         */
        PortingType: "PORT_IN" | "PORT_OUT" | (string & {});
        /**
         * @description How far the transfer has come. The values are the provider's and may grow.
         * @example REQUESTED
         */
        PortingStatus: string;
        /** @description A transfer of the number from or to another operator that is scheduled. Its details need the porting endpoint. */
        Porting: {
            type: components["schemas"]["PortingType"];
            /**
             * @description Identifies the transfer at the porting endpoint.
             * @example porting-3301
             */
            portingId?: string;
            status?: components["schemas"]["PortingStatus"];
            /**
             * Format: date
             * @description The date of the transfer in the operator's time zone.
             * @example 2024-02-12
             */
            scheduledAt?: string;
        };
        /** @description A telecommunications service provisioned for a customer, with its product and price embedded. What a subscription does not have is left out. */
        Subscription: {
            subscriptionId: components["schemas"]["SubscriptionId"];
            status: components["schemas"]["SubscriptionStatus"];
            type: components["schemas"]["SubscriptionType"];
            /**
             * @description A name to show to people, usually the number pretty-printed.
             * @example +44 7700 900123
             */
            display?: string;
            msisdn: components["schemas"]["Msisdn"];
            customer: components["schemas"]["Customer"];
            /**
             * @description The customer who pays for the subscription; the same as in `customer`.
             * @example cust-501
             */
            customerId?: string;
            productOffering: components["schemas"]["ProductOffering"];
            /**
             * @description The subscribed product offering; the same as in `productOffering`.
             * @example plan-mobile-m
             */
            productOfferingId?: string;
            sim: components["schemas"]["Sim"];
            /**
             * Format: date-time
             * @description When the service was activated. For a `PENDING` subscription, when its activation is planned. Renewal dates are counted from it.
             * @example 2023-05-20T08:30:00Z
             */
            activatedAt: string;
            /**
             * Format: date-time
             * @description When the subscription was created.
             * @example 2023-05-18T14:02:11Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the subscription last changed.
             * @example 2024-01-15T09:00:00Z
             */
            updatedAt: string;
            subscriber?: components["schemas"]["Subscriber"];
            /**
             * @description The user of the subscription; the same as in `subscriber`.
             * @example subscriber-701
             */
            subscriberId?: string;
            /**
             * @description Additional fields of custom subscription types, in any JSON form.
             * @example {
             *       "costCentre": "4100"
             *     }
             */
            extensions?: {
                [key: string]: unknown;
            };
            pendingMsisdn?: components["schemas"]["PendingMsisdn"];
            pendingStatus?: components["schemas"]["PendingStatus"];
            pendingProductOffering?: components["schemas"]["PendingProductOffering"];
            porting?: components["schemas"]["Porting"];
            /**
             * Format: date-time
             * @description When the subscription was cancelled; there only once it is.
             * @example 2024-01-01T00:00:00Z
             */
            cancelledAt?: string;
            metadata?: components["schemas"]["Metadata"];
        };
        /**
         * @description Cancels tomorrow, in the operator's time zone.
         * @example {
         *       "type": "CancelNextDay"
         *     }
         */
        CancelNextDay: {
            /**
             * @description Chooses this schedule.
             * @enum {string}
             */
            type: "CancelNextDay";
        };
        /**
         * @description Cancels on the first day of the next month, in the operator's time zone.
         * @example {
         *       "type": "CancelAtBeginningOfNextMonth"
         *     }
         */
        CancelAtBeginningOfNextMonth: {
            /**
             * @description Chooses this schedule.
             * @enum {string}
             */
            type: "CancelAtBeginningOfNextMonth";
        };
        /**
         * @description Cancels on a date of your choice.
         * @example {
         *       "type": "CancelAtDate",
         *       "date": "2024-03-31"
         *     }
         */
        CancelAtDate: {
            /**
             * @description Chooses this schedule.
             * @enum {string}
             */
            type: "CancelAtDate";
            /**
             * Format: date
             * @description The date of the cancellation in the operator's time zone. Tomorrow is the earliest; an earlier date is a 400 on `schedule.date`.
             * @example 2024-03-31
             */
            date: string;
        };
        /** @description When the cancellation takes effect. The value of `type` is the name of the chosen schema. */
        CancelSchedule: components["schemas"]["CancelNextDay"] | components["schemas"]["CancelAtBeginningOfNextMonth"] | components["schemas"]["CancelAtDate"];
        /**
         * @description Why the subscription ends, as a standard value for reporting and analysis.
         * @enum {string}
         */
        CancelReason: "BETTER_DEAL_PRICE" | "NOT_HAPPY_MISSING_FUNCTIONS" | "NOT_HAPPY_COVERAGE_SLA" | "NOT_HAPPY_COMPLEX_ADMIN" | "NOT_HAPPY_SUPPORT_ENGAGEMENT" | "FRAUD" | "FRAUD_ATTEMPT" | "TEST_OR_MARKETING" | "NO_NEED" | "WRONG_ORDER" | "OTHER";
        /** @description When to cancel, and why. A comment may always be given; with the reason `OTHER` it must be. */
        CancelSubscriptionRequest: {
            schedule: components["schemas"]["CancelSchedule"];
            reason: components["schemas"]["CancelReason"];
            /**
             * @description The reason in the customer's or your own words. Required when `reason` is `OTHER`.
             * @example Switching to a different provider
             */
            comment?: string;
            metadata?: components["schemas"]["Metadata"];
        } & ({
            /**
             * @description A standard reason that speaks for itself.
             * @enum {unknown}
             */
            reason: "BETTER_DEAL_PRICE" | "NOT_HAPPY_MISSING_FUNCTIONS" | "NOT_HAPPY_COVERAGE_SLA" | "NOT_HAPPY_COMPLEX_ADMIN" | "NOT_HAPPY_SUPPORT_ENGAGEMENT" | "FRAUD" | "FRAUD_ATTEMPT" | "TEST_OR_MARKETING" | "NO_NEED" | "WRONG_ORDER";
        } | {
            /**
             * @description None of the standard reasons.
             * @constant
             */
            reason: "OTHER";
            /** @description The reason in the customer's or your own words. */
            comment: string;
        });
    };
    responses: {
        /** @description Any other status has the same shape, for example a 503 with `Retry-After`. After a 5xx the same request may be repeated with the same idempotency key. */
        OtherError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfterOptional"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The API key is missing or unknown. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The request body is larger than 1,048,576 bytes. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The request is not plain JSON in UTF-8. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Too many requests in a short time. Repeat after the seconds of `Retry-After`. */
        RateLimited: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Something failed on the server, and the request had no effect. Repeat it with the same idempotency key. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
    };
    parameters: {
        /** @description Makes the request safe to repeat: under one key it is executed once, and every identical repetition within 24 hours gets the first result again. Use a new key for each distinct operation, best a new UUID for each request. See the section Idempotency of this contract for replay, mismatch, lock and expiry. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: {
        /** @description Identifies this response in the provider's logs. A replay repeats the first one. */
        RequestId: string;
        /** @description How many seconds to wait before the same request is sent again, where the server knows it. */
        RetryAfterOptional: number;
        /** @description How many seconds to wait before the same request is sent again. */
        RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    changeSubscriptionAddon: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: under one key it is executed once, and every identical repetition within 24 hours gets the first result again. Use a new key for each distinct operation, best a new UUID for each request. See the section Idempotency of this contract for replay, mismatch, lock and expiry. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The subscription whose add-on is changed. */
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        /** @description The offering to move to, and optionally the add-on, the earliest date and a reason. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeSubscriptionAddonRequest"];
            };
        };
        responses: {
            /** @description The change is scheduled, or already applied when it takes effect today. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description The request does not fit the contract, its date is in the past, or it does not say which of several add-ons is meant. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The subscription belongs to another tenant than the API key. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description There is no such subscription, add-on or add-on product offering. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The subscription's state or the offering does not allow the change, or the idempotency key is in use. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["OtherError"];
        };
    };
    cancelSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: under one key it is executed once, and every identical repetition within 24 hours gets the first result again. Use a new key for each distinct operation, best a new UUID for each request. See the section Idempotency of this contract for replay, mismatch, lock and expiry. */
                "X-Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The subscription to cancel. */
                subscriptionId: components["schemas"]["SubscriptionId"];
            };
            cookie?: never;
        };
        /** @description When to cancel, and why. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelSubscriptionRequest"];
            };
        };
        responses: {
            /** @description The cancellation is scheduled. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            /** @description The request does not fit the contract, or its date is before tomorrow. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /** @description The subscription belongs to another tenant than the API key. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description There is no such subscription. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description The subscription is cancelled or about to be, or the idempotency key is in use. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["RateLimited"];
            500: components["responses"]["InternalError"];
            default: components["responses"]["OtherError"];
        };
    };
}
