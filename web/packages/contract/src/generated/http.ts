/* Generated from the server's declarations by `npm run generate`. Do not edit. */
export interface paths {
    "/api/app/calls/{call_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Deliveries
         * @description Say how a call of the asker's household reached each device.
         */
        get: operations["get_deliveries_api_app_calls__call_id__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/calls/{call_id}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Delivery
         * @description Say how far the call has come on this device.
         */
        post: operations["post_delivery_api_app_calls__call_id__delivery_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/calls/{call_id}/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Call Snapshot
         * @description Give the picture of the visitor of a call nobody took.
         */
        get: operations["get_call_snapshot_api_app_calls__call_id__snapshot_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Doors
         * @description List the asker's homes and the doors they may pass now.
         */
        get: operations["get_doors_api_app_doors_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/doors/{door_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Release
         * @description Release the door once; answers when the station has driven its relay.
         */
        post: operations["post_release_api_app_doors__door_id__release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get History
         * @description List calls and openings of the asker's households, newest first.
         */
        get: operations["get_history_api_app_history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/contact.vcf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Contact
         * @description Give the number that telephone backup calls from, as a card for the phone's contacts.
         */
        get: operations["get_contact_api_app_households__household_id__contact_vcf_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/dependents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Dependent
         * @description Add somebody without mail and telephone.
         */
        post: operations["post_dependent_api_app_households__household_id__dependents_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/family": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Family
         * @description Give the people of the asker's household.
         */
        get: operations["get_family_api_app_households__household_id__family_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Keys
         * @description List the household's temporary keys.
         */
        get: operations["get_keys_api_app_households__household_id__keys_get"];
        put?: never;
        /**
         * Post Key
         * @description Make a temporary key.
         */
        post: operations["post_key_api_app_households__household_id__keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/master": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Master
         * @description Hand the master role on to a family member.
         */
        put: operations["put_master_api_app_households__household_id__master_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Member
         * @description Add a family member; they get the account mail.
         */
        post: operations["post_member_api_app_households__household_id__members_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/members/{member_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Member
         * @description Correct what was typed of somebody who has not come yet.
         */
        put: operations["put_member_api_app_households__household_id__members__member_id__put"];
        post?: never;
        /**
         * Delete Member
         * @description End every right of a family member at once.
         */
        delete: operations["delete_member_api_app_households__household_id__members__member_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/members/{member_id}/send-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Again
         * @description Send a family member's account mail again.
         */
        post: operations["post_again_api_app_households__household_id__members__member_id__send_again_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/members/{member_id}/stop-devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Stop
         * @description Sign a family member out everywhere, as when a telephone is lost.
         */
        post: operations["post_stop_api_app_households__household_id__members__member_id__stop_devices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pin
         * @description Tell whether the household has a PIN.
         */
        get: operations["get_pin_api_app_households__household_id__pin_get"];
        /**
         * Put Pin
         * @description Set the household's PIN; the one before is void.
         */
        put: operations["put_pin_api_app_households__household_id__pin_put"];
        post?: never;
        /**
         * Delete Pin
         * @description Take the household's PIN away.
         */
        delete: operations["delete_pin_api_app_households__household_id__pin_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/pin/proposal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Proposal
         * @description Propose a random PIN, and say what a shorter one costs.
         */
        post: operations["post_proposal_api_app_households__household_id__pin_proposal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/pin/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Show
         * @description Show the PIN to whoever has just proved themself.
         */
        post: operations["post_show_api_app_households__household_id__pin_show_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Rules
         * @description Give the choices of one's household.
         */
        get: operations["get_rules_api_app_households__household_id__rules_get"];
        /**
         * Put Rules
         * @description Choose anew, for the next call.
         */
        put: operations["put_rules_api_app_households__household_id__rules_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/households/{household_id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Seat
         * @description Order a place for a further family member.
         */
        post: operations["post_seat_api_app_households__household_id__seats_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/ice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Ice
         * @description Give the STUN and TURN servers for a test of this device.
         */
        get: operations["get_ice_api_app_ice_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Invitations
         * @description List the invitations that wait for the asker's answer.
         */
        get: operations["get_invitations_api_app_invitations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/invitations/{invitation_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Accept
         * @description Become what one is invited to be.
         */
        post: operations["post_accept_api_app_invitations__invitation_id__accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/invitations/{invitation_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Refuse
         * @description Say no.
         */
        post: operations["post_refuse_api_app_invitations__invitation_id__refuse_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Key
         * @description Give a temporary key with its uses.
         */
        get: operations["get_key_api_app_keys__key_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Key
         * @description Take a temporary key back.
         */
        delete: operations["delete_key_api_app_keys__key_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/keys/{key_id}/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Mail
         * @description Mail a temporary key.
         */
        post: operations["post_mail_api_app_keys__key_id__mail_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/keys/{key_id}/uses/{event_id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Picture
         * @description Give the picture of whoever used the key.
         */
        get: operations["get_picture_api_app_keys__key_id__uses__event_id__picture_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Resident
         * @description Give the person signed in to the resident app.
         */
        get: operations["get_resident_api_app_me_get"];
        put?: never;
        post?: never;
        /**
         * Delete Self
         * @description Erase one's account.
         */
        delete: operations["delete_self_api_app_me_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/consent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Consent
         * @description Consent to the privacy policy.
         */
        post: operations["post_consent_api_app_me_consent_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Devices
         * @description List the devices one is signed in on.
         */
        get: operations["get_devices_api_app_me_devices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/devices/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Device
         * @description Sign one of one's devices out.
         */
        delete: operations["delete_device_api_app_me_devices__session_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Email
         * @description Take a new mail address.
         */
        post: operations["post_email_api_app_me_email_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/email/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Email Code
         * @description Send a code to a new mail address.
         */
        post: operations["post_email_code_api_app_me_email_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Export
         * @description Give everything the account holds.
         */
        get: operations["get_export_api_app_me_export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/mobile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Mobile
         * @description Take a new mobile number.
         */
        post: operations["post_mobile_api_app_me_mobile_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/mobile/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Mobile Code
         * @description Send a code to a new mobile number.
         */
        post: operations["post_mobile_code_api_app_me_mobile_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Password
         * @description Change one's password; every other device is signed out.
         */
        post: operations["post_password_api_app_me_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Profile
         * @description Give one's own data.
         */
        get: operations["get_profile_api_app_me_profile_get"];
        /**
         * Put Profile
         * @description Change how one is called and written to.
         */
        put: operations["put_profile_api_app_me_profile_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Proof
         * @description Take password or code again.
         */
        post: operations["post_proof_api_app_me_proof_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/me/proof/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Proof Code
         * @description Send the asker a code.
         */
        post: operations["post_proof_code_api_app_me_proof_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Own
         * @description List the notices for the homes the asker lives in.
         */
        get: operations["get_own_api_app_notices_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/notices/{notice_id}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get File
         * @description Give an attachment.
         */
        get: operations["get_file_api_app_notices__notice_id__files__file_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/notices/{notice_id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Read
         * @description Note that the asker has opened the notice.
         */
        post: operations["post_read_api_app_notices__notice_id__read_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/prompts/{prompt_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Prompt
         * @description Say whether it was one of the home who typed its PIN.
         */
        post: operations["post_prompt_api_app_prompts__prompt_id__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Subscription
         * @description Say whether this device can be woken, and with which key it subscribes.
         */
        get: operations["get_subscription_api_app_push_get"];
        /**
         * Put Subscription
         * @description Wake this device by Web Push from now on.
         */
        put: operations["put_subscription_api_app_push_put"];
        post?: never;
        /**
         * Delete Subscription
         * @description Wake this device no more.
         */
        delete: operations["delete_subscription_api_app_push_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/quiet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Quiet
         * @description Give how this device is muted.
         */
        get: operations["get_quiet_api_app_quiet_get"];
        /**
         * Put Quiet
         * @description Mute this device by these hours, and until this instant.
         */
        put: operations["put_quiet_api_app_quiet_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/seats/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Seat
         * @description Take an order back that nobody has paid.
         */
        delete: operations["delete_seat_api_app_seats__order_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/test-ring": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Test
         * @description Ring this device for a test.
         */
        post: operations["post_test_api_app_test_ring_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/test-ring/{test_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Test
         * @description Say how far this device's test call has come.
         */
        get: operations["get_test_api_app_test_ring__test_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/app/test-ring/{test_id}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Test Step
         * @description Say how far the test call has come on this device.
         */
        post: operations["post_test_step_api_app_test_ring__test_id__delivery_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post New Password
         * @description Choose a new password; signed out elsewhere, signed in here.
         */
        post: operations["post_new_password_api_password_new_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Reset
         * @description Mail a link for a new password, if the address is registered.
         */
        post: operations["post_reset_api_password_reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password/reset/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Reset Code
         * @description Give the token for a new password in exchange for a code.
         */
        post: operations["post_reset_code_api_password_reset_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payments/news": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post News
         * @description Take what the payment provider tells, signed by it.
         */
        post: operations["post_news_api_payments_news_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Alarms
         * @description List alarms of the asker's properties, newest first.
         */
        get: operations["get_alarms_api_portal_alarms_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/alarms/{alarm_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Acknowledge
         * @description Say that one has seen to an alarm.
         */
        post: operations["post_acknowledge_api_portal_alarms__alarm_id__acknowledge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/buildings/{building_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Building
         * @description Give a building another name or time zone.
         */
        put: operations["put_building_api_portal_buildings__building_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/buildings/{building_id}/homes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Homes
         * @description Add homes to a building: all of the numbers, or none.
         */
        post: operations["post_homes_api_portal_buildings__building_id__homes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/buildings/{building_id}/store-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Store Key
         * @description Let the units of a building keep the key of their store, or the server.
         */
        put: operations["put_store_key_api_portal_buildings__building_id__store_key_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/checks/{check_id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Answer
         * @description Answer one line; `pulse` drives the relay of its door once.
         */
        post: operations["post_answer_api_portal_checks__check_id__answers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/checks/{check_id}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Code
         * @description Show by the code of its screen that one stands at the unit; before that no relay moves.
         */
        post: operations["post_code_api_portal_checks__check_id__code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/checks/{check_id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Finish
         * @description End the check; what is open is skipped.
         */
        post: operations["post_finish_api_portal_checks__check_id__finish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/checks/{check_id}/look-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Again
         * @description Let the unit try again what it tries by itself.
         */
        post: operations["post_again_api_portal_checks__check_id__look_again_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/checks/{check_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report
         * @description Give the report to be printed.
         */
        get: operations["get_report_api_portal_checks__check_id__report_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/doors/{door_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Door
         * @description Say anew what a door is: its name, its relay, its time.
         */
        put: operations["put_door_api_portal_doors__door_id__put"];
        post?: never;
        /**
         * Delete Door
         * @description Take a door away. The history stays.
         */
        delete: operations["delete_door_api_portal_doors__door_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/doors/{door_id}/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Door Policy
         * @description Give who may pass the door, and when.
         */
        get: operations["get_door_policy_api_portal_doors__door_id__policy_get"];
        /**
         * Put Door Policy
         * @description Say who may pass the door, and when.
         */
        put: operations["put_door_policy_api_portal_doors__door_id__policy_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/doors/{door_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Release
         * @description Release the door once, for a reason that is kept; answers when the station has driven its relay.
         */
        post: operations["post_release_api_portal_doors__door_id__release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/doors/{door_id}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Releases
         * @description List who released the door from the portal, and why.
         */
        get: operations["get_releases_api_portal_doors__door_id__releases_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/homes/{home_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Home
         * @description Take away a home that nobody has ever lived in.
         */
        delete: operations["delete_home_api_portal_homes__home_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/homes/{home_id}/households": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Household
         * @description Let a household move in; its master gets the account mail at once.
         */
        post: operations["post_household_api_portal_homes__home_id__households_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/households/{household_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Household
         * @description Give the people of a household.
         */
        get: operations["get_household_api_portal_households__household_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/households/{household_id}/master": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Master
         * @description Make a family member the master.
         */
        put: operations["put_master_api_portal_households__household_id__master_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/households/{household_id}/members/{member_id}/send-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Again
         * @description Send somebody's account mail again.
         */
        post: operations["post_again_api_portal_households__household_id__members__member_id__send_again_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/households/{household_id}/members/{member_id}/stop-devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Stop
         * @description Sign a resident out everywhere, as when a telephone is lost.
         */
        post: operations["post_stop_api_portal_households__household_id__members__member_id__stop_devices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/households/{household_id}/move-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Move Out
         * @description Let a household move out, now or at an instant.
         */
        post: operations["post_move_out_api_portal_households__household_id__move_out_post"];
        /**
         * Delete Move Out
         * @description Let a household stay that was to move out.
         */
        delete: operations["delete_move_out_api_portal_households__household_id__move_out_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Invitations
         * @description List the invitations that wait for the asker's answer.
         */
        get: operations["get_invitations_api_portal_invitations_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/invitations/{invitation_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Accept
         * @description Become what one is invited to be.
         */
        post: operations["post_accept_api_portal_invitations__invitation_id__accept_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/invitations/{invitation_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Refuse
         * @description Say no.
         */
        post: operations["post_refuse_api_portal_invitations__invitation_id__refuse_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/issues/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Issue
         * @description Let a run of account mails pause, go on, or end.
         */
        put: operations["put_issue_api_portal_issues__run_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Staff
         * @description Give the person signed in to the portal.
         */
        get: operations["get_staff_api_portal_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Password
         * @description Choose or change one's password.
         */
        post: operations["post_password_api_portal_me_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Proof
         * @description Take password or code again.
         */
        post: operations["post_proof_api_portal_me_proof_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/proof/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Proof Code
         * @description Send the asker a code.
         */
        post: operations["post_proof_code_api_portal_me_proof_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Security
         * @description Give what protects one's account.
         */
        get: operations["get_security_api_portal_me_security_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/security/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Passkey
         * @description Add a passkey that the browser has made.
         */
        post: operations["post_passkey_api_portal_me_security_passkeys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/security/passkeys/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Begin
         * @description Give what a new passkey has to sign.
         */
        post: operations["post_begin_api_portal_me_security_passkeys_begin_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/security/passkeys/{passkey_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Passkey
         * @description Remove a passkey.
         */
        delete: operations["delete_passkey_api_portal_me_security_passkeys__passkey_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/security/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Codes
         * @description Give new recovery codes; the old ones are void.
         */
        post: operations["post_codes_api_portal_me_security_recovery_codes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/security/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Totp
         * @description Begin to set up an authenticator app.
         */
        post: operations["post_totp_api_portal_me_security_totp_post"];
        /**
         * Delete Totp
         * @description Switch the authenticator app off.
         */
        delete: operations["delete_totp_api_portal_me_security_totp_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/me/security/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Confirm
         * @description Switch the authenticator app on by its first code.
         */
        post: operations["post_confirm_api_portal_me_security_totp_confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/messages/failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Failed
         * @description List the messages of one's properties that did not get through.
         */
        get: operations["get_failed_api_portal_messages_failed_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/messages/{message_id}/send-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Send Again
         * @description Queue a message that was given up once more.
         */
        post: operations["post_send_again_api_portal_messages__message_id__send_again_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/notice-files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Staff File
         * @description Give an attachment.
         */
        get: operations["get_staff_file_api_portal_notice_files__file_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/notices/{notice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Notice
         * @description Change a notice.
         */
        put: operations["put_notice_api_portal_notices__notice_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/notices/{notice_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Withdraw
         * @description Take a notice back.
         */
        post: operations["post_withdraw_api_portal_notices__notice_id__withdraw_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/office-calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Office Calls
         * @description List the calls to the offices of the asker's properties of the last 30 days, newest first.
         */
        get: operations["get_office_calls_api_portal_office_calls_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/office-calls/{call_id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Office Picture
         * @description Give the picture of the visitor of a call to the office that nobody took.
         */
        get: operations["get_office_picture_api_portal_office_calls__call_id__picture_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Properties
         * @description List the properties the asker looks after, with their buildings.
         */
        get: operations["get_properties_api_portal_properties_get"];
        put?: never;
        /**
         * Post Property
         * @description Make a property.
         */
        post: operations["post_property_api_portal_properties_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Property
         * @description Give a property another name.
         */
        put: operations["put_property_api_portal_properties__property_id__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Accounts
         * @description List who has not signed in yet, and how far the run of account mails is.
         */
        get: operations["get_accounts_api_portal_properties__property_id__accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/accounts/issue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Issue
         * @description Begin to send the account mails of the chosen ones, one after the other.
         */
        post: operations["post_issue_api_portal_properties__property_id__accounts_issue_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/accounts/sheets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Sheets
         * @description Print the sheets of the chosen ones; those printed before are void.
         */
        post: operations["post_sheets_api_portal_properties__property_id__accounts_sheets_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/alarm-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Settings
         * @description Give what a property counts as an alarm, and how the asker is told.
         */
        get: operations["get_settings_api_portal_properties__property_id__alarm_settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/alarm-settings/choice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Choice
         * @description Say how one wants to be told.
         */
        put: operations["put_choice_api_portal_properties__property_id__alarm_settings_choice_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/alarm-settings/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Rules
         * @description Say what a property counts as an alarm.
         */
        put: operations["put_rules_api_portal_properties__property_id__alarm_settings_rules_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Lines
         * @description List who changed what in the property, newest first.
         */
        get: operations["get_lines_api_portal_properties__property_id__audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/audit.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get File
         * @description Give all of them as a file for spreadsheets.
         */
        get: operations["get_file_api_portal_properties__property_id__audit_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/buildings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Building
         * @description Add a building to a property.
         */
        post: operations["post_building_api_portal_properties__property_id__buildings_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/entrance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Entrance
         * @description Give what a property has decided for its entrances.
         */
        get: operations["get_entrance_api_portal_properties__property_id__entrance_get"];
        /**
         * Put Entrance
         * @description Decide anew; the door stations follow at once.
         */
        put: operations["put_entrance_api_portal_properties__property_id__entrance_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Events
         * @description List openings, refusals and troubles of doors, newest first, without whose they were.
         */
        get: operations["get_events_api_portal_properties__property_id__events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/events.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get File
         * @description Give all of them as a file for spreadsheets.
         */
        get: operations["get_file_api_portal_properties__property_id__events_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/events/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Look
         * @description Begin to look for a home or one of its people; its household reads that, and why.
         */
        post: operations["post_look_api_portal_properties__property_id__events_look_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/events/{event_id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Picture
         * @description Give the picture of an opening; its household reads that it was looked at, and why.
         */
        post: operations["post_picture_api_portal_properties__property_id__events__event_id__picture_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/homes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Homes
         * @description List the homes of a property with their state.
         */
        get: operations["get_homes_api_portal_properties__property_id__homes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Import
         * @description Bring in all the homes and residents of the file, or nothing.
         */
        post: operations["post_import_api_portal_properties__property_id__import_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/import/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Preview
         * @description Tell what an import of the file would do, and what to correct first.
         */
        post: operations["post_preview_api_portal_properties__property_id__import_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/managers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Managers
         * @description List the managers of a property, and those who were asked to be.
         */
        get: operations["get_managers_api_portal_properties__property_id__managers_get"];
        put?: never;
        /**
         * Post Manager
         * @description Make somebody a manager; they get the account mail.
         */
        post: operations["post_manager_api_portal_properties__property_id__managers_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/managers/{manager_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Manager
         * @description Correct what was typed of a manager who has not come yet.
         */
        put: operations["put_manager_api_portal_properties__property_id__managers__manager_id__put"];
        post?: never;
        /**
         * Delete Manager
         * @description End a manager's role.
         */
        delete: operations["delete_manager_api_portal_properties__property_id__managers__manager_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/managers/{manager_id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Factor
         * @description Take the second factor from a manager who has lost it.
         */
        delete: operations["delete_factor_api_portal_properties__property_id__managers__manager_id__second_factor_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/managers/{manager_id}/send-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Again
         * @description Send a manager's account mail again.
         */
        post: operations["post_again_api_portal_properties__property_id__managers__manager_id__send_again_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/manual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Manual
         * @description Give the residents' manual 「入居者用マニュアル」 with the property's own support contact.
         */
        get: operations["get_manual_api_portal_properties__property_id__manual_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/notice-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post File
         * @description Keep a PDF or a picture that a notice may have.
         */
        post: operations["post_file_api_portal_properties__property_id__notice_files_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Notices
         * @description List a property's notices, with how many have opened them.
         */
        get: operations["get_notices_api_portal_properties__property_id__notices_get"];
        put?: never;
        /**
         * Post Notice
         * @description Write a notice; it is sent at its instant.
         */
        post: operations["post_notice_api_portal_properties__property_id__notices_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Seats
         * @description List the seat orders of a property.
         */
        get: operations["get_seats_api_portal_properties__property_id__seats_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Settings
         * @description Give a property's settings.
         */
        get: operations["get_settings_api_portal_properties__property_id__settings_get"];
        /**
         * Put Settings
         * @description Replace a property's settings.
         */
        put: operations["put_settings_api_portal_properties__property_id__settings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/staff-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Staff Keys
         * @description List the PINs and keys of the property's staff.
         */
        get: operations["get_staff_keys_api_portal_properties__property_id__staff_keys_get"];
        put?: never;
        /**
         * Post Staff Key
         * @description Give somebody of the staff a PIN or key.
         */
        post: operations["post_staff_key_api_portal_properties__property_id__staff_keys_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/store-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Store Keys
         * @description Tell who keeps the key of the stations' store, by building.
         */
        get: operations["get_store_keys_api_portal_properties__property_id__store_keys_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Tokens
         * @description List the API tokens of a property.
         */
        get: operations["get_tokens_api_portal_properties__property_id__tokens_get"];
        put?: never;
        /**
         * Post Token
         * @description Make an API token; it is shown this once.
         */
        post: operations["post_token_api_portal_properties__property_id__tokens_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Webhooks
         * @description List the webhooks of a property.
         */
        get: operations["get_webhooks_api_portal_properties__property_id__webhooks_get"];
        put?: never;
        /**
         * Post Webhook
         * @description Tell an address of a property's events; the secret is shown this once.
         */
        post: operations["post_webhook_api_portal_properties__property_id__webhooks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/properties/{property_id}/week": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Week
         * @description Count openings and calls of the seven days that end with `last` (default: today).
         */
        get: operations["get_week_api_portal_properties__property_id__week_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Reach
         * @description Say how the newest calls of the asker's properties reached phones, and nothing else of them.
         */
        get: operations["get_reach_api_portal_reach_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/seats/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Seat
         * @description Take an order back that nobody has paid.
         */
        delete: operations["delete_seat_api_portal_seats__order_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/seats/{order_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Confirm
         * @description Confirm that an order's invoice was paid.
         */
        post: operations["post_confirm_api_portal_seats__order_id__confirm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/staff-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Staff Key
         * @description Let a PIN or key of the staff be for somebody else, or at other times or doors.
         */
        put: operations["put_staff_key_api_portal_staff_keys__key_id__put"];
        post?: never;
        /**
         * Delete Staff Key
         * @description Take a PIN or key of the staff away.
         */
        delete: operations["delete_staff_key_api_portal_staff_keys__key_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Stations
         * @description List the stations of the asker's properties with their live state.
         */
        get: operations["get_stations_api_portal_stations_get"];
        put?: never;
        /**
         * Post Station
         * @description Make a station, with its first door; a unit is enrolled afterwards.
         */
        post: operations["post_station_api_portal_stations_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/stations/{station_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Station
         * @description Give a station another name.
         */
        put: operations["put_station_api_portal_stations__station_id__put"];
        post?: never;
        /**
         * Delete Station
         * @description Take a station away, with its doors; its unit's link ends at once. The history stays.
         */
        delete: operations["delete_station_api_portal_stations__station_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/stations/{station_id}/buildings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Buildings
         * @description Say which buildings the station serves: whom it calls, and who passes its doors by default.
         */
        put: operations["put_buildings_api_portal_stations__station_id__buildings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/stations/{station_id}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Checks
         * @description List a station's checks, newest first, each with its lines.
         */
        get: operations["get_checks_api_portal_stations__station_id__checks_get"];
        put?: never;
        /**
         * Post Check
         * @description Start a check at a connected station; the unit tries what it can by itself at once.
         */
        post: operations["post_check_api_portal_stations__station_id__checks_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/stations/{station_id}/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Door
         * @description Make a door that a relay of the station releases.
         */
        post: operations["post_door_api_portal_stations__station_id__doors_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/stations/{station_id}/enrolment-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Code
         * @description Make a code that enrols one unit within ten minutes; an older one is void.
         */
        post: operations["post_code_api_portal_stations__station_id__enrolment_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/stations/{station_id}/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get
         * @description Give what the station's panel is set to, the defaults, and what the property decides.
         */
        get: operations["get_api_portal_stations__station_id__settings_get"];
        /**
         * Put
         * @description Replace them; a connected station follows at once, another as soon as it has a link.
         */
        put: operations["put_api_portal_stations__station_id__settings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/stations/{station_id}/stolen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Stolen
         * @description Revoke a stolen unit, with the PINs it knew.
         */
        post: operations["post_stolen_api_portal_stations__station_id__stolen_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Token
         * @description End an API token at once.
         */
        delete: operations["delete_token_api_portal_tokens__token_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/webhook-deliveries/{delivery_id}/send-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Again
         * @description Post a message once more.
         */
        post: operations["post_again_api_portal_webhook_deliveries__delivery_id__send_again_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/webhooks/{webhook_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Webhook
         * @description Change where and what is told, or switch it off or on.
         */
        put: operations["put_webhook_api_portal_webhooks__webhook_id__put"];
        post?: never;
        /**
         * Delete Webhook
         * @description Tell the address nothing more.
         */
        delete: operations["delete_webhook_api_portal_webhooks__webhook_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/webhooks/{webhook_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Deliveries
         * @description List what a webhook was told, newest first.
         */
        get: operations["get_deliveries_api_portal_webhooks__webhook_id__deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/webhooks/{webhook_id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Secret
         * @description Sign with a new secret; for a day the old one signs as well.
         */
        post: operations["post_secret_api_portal_webhooks__webhook_id__secret_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/portal/webhooks/{webhook_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Test
         * @description Post a message of the kind `test`.
         */
        post: operations["post_test_api_portal_webhooks__webhook_id__test_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ring-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Link
         * @description Do once what the button of a notice says; the link is all it takes.
         */
        post: operations["post_link_api_ring_link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Sign In
         * @description Sign in; the session token is in the cookie only.
         */
        post: operations["post_sign_in_api_sign_in_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Code
         * @description Send a code to a number, if it is registered.
         */
        post: operations["post_code_api_sign_in_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/code/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Code Check
         * @description Sign in by the code.
         */
        post: operations["post_code_check_api_sign_in_code_check_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/hand-over": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Hand Over
         * @description Make a code for the installed app out of a link.
         */
        post: operations["post_hand_over_api_sign_in_hand_over_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/hand-over/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Hand Over Code
         * @description Sign in by the code of a link.
         */
        post: operations["post_hand_over_code_api_sign_in_hand_over_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Link
         * @description Sign in by a link; it works once.
         */
        post: operations["post_link_api_sign_in_link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/link/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Look
         * @description Say what a link would do.
         */
        post: operations["post_look_api_sign_in_link_look_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/link/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post New Link
         * @description Mail a new link to the registered address.
         */
        post: operations["post_new_link_api_sign_in_link_new_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Alone
         * @description Sign in by a passkey alone.
         */
        post: operations["post_alone_api_sign_in_passkey_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/passkey/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Offer
         * @description Give what a passkey has to sign that signs in alone.
         */
        post: operations["post_offer_api_sign_in_passkey_offer_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/second/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Code
         * @description Take the second step by a code of the authenticator app, or a recovery code.
         */
        post: operations["post_code_api_sign_in_second_code_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/second/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Look
         * @description Say by what the second step can be taken.
         */
        post: operations["post_look_api_sign_in_second_look_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/second/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Passkey
         * @description Take the second step by a passkey.
         */
        post: operations["post_passkey_api_sign_in_second_passkey_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Stop
         * @description Sign out everywhere by the link in the notice of a new device; a new password may follow.
         */
        post: operations["post_stop_api_sign_in_stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Sign Out
         * @description End this session.
         */
        post: operations["post_sign_out_api_sign_out_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/enrol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Enrol
         * @description Make the asking unit the station its code was made for.
         */
        post: operations["post_enrol_api_stations_enrol_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/visitor/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Visitor Key
         * @description Show a key to the visitor who holds it.
         */
        post: operations["post_visitor_key_api_visitor_key_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Health
         * @description Say whether database, journal and bus answer; 503 when one does not.
         */
        get: operations["get_health_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Metrics
         * @description Give the figures in Prometheus' format to whoever has the token from the secrets file.
         */
        get: operations["get_metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    genkan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Message
         * @description What happened in the property; answer with 2xx within 15 s. Signed as Standard Webhooks are.
         */
        post: operations["post_messagegenkan_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * AccountOut
         * @description Somebody who has not signed in yet.
         */
        AccountOut: {
            /**
             * Address
             * @description The mail address as typed, or the mobile number.
             */
            address: string;
            /** Building Id */
            building_id: string;
            /** Building Name */
            building_name: string;
            /** Display Name */
            display_name: string;
            /** Entry Id */
            entry_id: string;
            /** Home Id */
            home_id: string;
            /** Home Number */
            home_number: string;
            /** Household Id */
            household_id: string;
            /**
             * Printed Ms
             * @description When the sheet was printed last.
             */
            printed_ms: number | null;
            /**
             * Role
             * @description master | family
             */
            role: string;
            /**
             * Sent Ms
             * @description When the account mail was sent last.
             */
            sent_ms: number | null;
            /**
             * State
             * @description held: no mail was sent yet | sent: queued or taken | failed: bounced | refused
             */
            state: string;
        };
        /**
         * AccountsOut
         * @description Everybody of a property who has not signed in yet, how many have, and the newest run of mails.
         */
        AccountsOut: {
            /** Accounts */
            accounts: components["schemas"]["AccountOut"][];
            /** Joined */
            joined: number;
            /** Mails Per Minute */
            mails_per_minute: number;
            run: components["schemas"]["RunOut"] | null;
            /** Sheets At Once */
            sheets_at_once: number;
        };
        /**
         * AcknowledgeIn
         * @description What was found and done; may be empty.
         */
        AcknowledgeIn: {
            /**
             * Remark
             * @default
             */
            remark: string;
        };
        /**
         * Alarm
         * @description Something that somebody should look into.
         */
        Alarm: {
            /** At Ms */
            at_ms: number;
            /** Building Id */
            building_id: string | null;
            /** Door Id */
            door_id: string | null;
            /** Event Id */
            event_id: string;
            /** Household Id */
            household_id: string | null;
            /** Station Id */
            station_id: string | null;
        };
        /**
         * AlarmChoiceModel
         * @description How a manager is told.
         */
        AlarmChoiceModel: {
            /** Mail */
            mail: boolean;
            /** Push */
            push: boolean;
        };
        /**
         * AlarmOut
         * @description Something at an entrance that somebody should see to, or has seen to.
         */
        AlarmOut: {
            /** Acknowledged By */
            acknowledged_by: string | null;
            /** Acknowledged Ms */
            acknowledged_ms: number | null;
            /** Alarm Id */
            alarm_id: string;
            /** Building Name */
            building_name: string;
            /** Door Name */
            door_name: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "offline" | "held" | "forced" | "tamper" | "clock";
            /** Property Id */
            property_id: string;
            /** Remark */
            remark: string | null;
            /** Since Ms */
            since_ms: number;
            /** Station Id */
            station_id: string;
            /** Station Name */
            station_name: string;
            /** Told Ms */
            told_ms: number | null;
            /**
             * Until Ms
             * @description When it ended by itself; absent: it goes on.
             */
            until_ms: number | null;
        };
        /**
         * AlarmRulesModel
         * @description What a property counts as an alarm, and when who has not reacted is told again.
         */
        AlarmRulesModel: {
            /**
             * Clock Bound S
             * @description How far a station's time may be off, in seconds.
             */
            clock_bound_s: number;
            /**
             * Offline After Min
             * @description Minutes without a link.
             */
            offline_after_min: number;
            /**
             * Remind After Min
             * @description 0: nobody is reminded.
             */
            remind_after_min: number;
        };
        /**
         * AlarmSettingsOut
         * @description A property's rules, and how the asker is told; absent: they are no manager of it.
         */
        AlarmSettingsOut: {
            choice: components["schemas"]["AlarmChoiceModel"] | null;
            rules: components["schemas"]["AlarmRulesModel"];
        };
        /**
         * AlarmsOut
         * @description Alarms of the asker's properties, newest first.
         */
        AlarmsOut: {
            /** Alarms */
            alarms: components["schemas"]["AlarmOut"][];
            /**
             * Next Before
             * @description Marks where the next page begins; absent: there is none.
             */
            next_before: string | null;
            /** Open Count */
            open_count: number;
        };
        /**
         * Answer
         * @enum {string}
         */
        Answer: "pulse" | "call" | "confirm" | "deny" | "skip";
        /**
         * ApiScope
         * @description What an API token may be good for. `token_policy.TOKEN_SCOPES` says what each one opens.
         * @enum {string}
         */
        ApiScope: "stations:read" | "residents:read" | "residents:write" | "events:read" | "keys:manage";
        /**
         * Area
         * @description What a line is filed under; whoever reads can ask for one.
         * @enum {string}
         */
        Area: "settings" | "staff" | "residents" | "devices" | "releases" | "keys" | "notices" | "alarms" | "integrations" | "looks";
        /**
         * AskedOut
         * @description What a passkey has to sign (WebAuthn); bytes are base64url without padding.
         */
        AskedOut: {
            /** Challenge */
            challenge: string;
            /**
             * Credential Ids
             * @description Those that may; empty: any made for this server.
             */
            credential_ids: string[];
            /** Rp Id */
            rp_id: string;
        };
        /**
         * AuditChangeOut
         * @description What of it is another; without values: only that it is.
         */
        AuditChangeOut: {
            /** After */
            after: string | number | boolean | null;
            /** Before */
            before: string | number | boolean | null;
            /** Field */
            field: string;
        };
        /**
         * AuditDoerOut
         * @description Who did it, and as what they did.
         */
        AuditDoerOut: {
            /** Doer Id */
            doer_id: string;
            /**
             * Name
             * @description Null: somebody whose data were erased, or the operator.
             */
            name: string | null;
            /**
             * Role
             * @description manager | installer | token | operator
             */
            role: string;
        };
        /**
         * AuditLineOut
         * @description One change.
         */
        AuditLineOut: {
            /**
             * Area
             * @description settings | staff | residents | devices | releases | keys | notices | alarms | integrations | looks
             */
            area: string;
            /** At Ms */
            at_ms: number;
            /** Changes */
            changes: components["schemas"]["AuditChangeOut"][];
            /** Count */
            count: number | null;
            doer: components["schemas"]["AuditDoerOut"];
            /** Id */
            id: string;
            /** Is About Member */
            is_about_member: boolean;
            /**
             * Member
             * @description Whom it is about; null also for somebody who was erased.
             */
            member: string | null;
            /** Operation */
            operation: string;
            /**
             * Outcome
             * @description Of a release: opened | failed | unknown | denied | untold.
             */
            outcome: string | null;
            /** Reason */
            reason: string | null;
            /** @description Null: the property itself. */
            subject: components["schemas"]["AuditSubjectOut"] | null;
        };
        /**
         * AuditOut
         * @description A page of the audit list, newest first.
         */
        AuditOut: {
            /**
             * Doers
             * @description Of whom there are lines.
             */
            doers: components["schemas"]["AuditDoerOut"][];
            /** Lines */
            lines: components["schemas"]["AuditLineOut"][];
            /**
             * Next Cursor
             * @description Ask again with cursor=… for older ones; null: no more.
             */
            next_cursor: string | null;
            /**
             * Time Zone
             * @description By whose clock the property lives.
             */
            time_zone: string;
        };
        /**
         * AuditSubjectOut
         * @description A thing by the name it had then.
         */
        AuditSubjectOut: {
            /**
             * Kind
             * @description building | home | door | station | staff_key | notice | token | webhook
             */
            kind: string;
            /** Name */
            name: string;
            /**
             * Place
             * @description The building it is in, where it is in one.
             */
            place: string;
        };
        /**
         * BuildingIn
         * @description A building's name, and the zone its clocks show.
         */
        BuildingIn: {
            /** Name */
            name: string;
            /**
             * Time Zone
             * @description A name of the tz database.
             * @default Asia/Tokyo
             */
            time_zone: string;
        };
        /**
         * BuildingMadeOut
         * @description A building that is there now.
         */
        BuildingMadeOut: {
            /** Building Id */
            building_id: string;
        };
        /**
         * BuildingOut
         * @description A building of a property.
         */
        BuildingOut: {
            /** Building Id */
            building_id: string;
            /**
             * Homes
             * @description How many homes it has.
             */
            homes: number;
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * CallData
         * @description A visitor's call, without anything that was seen or said.
         */
        CallData: {
            /** Building Id */
            building_id: string;
            /** Call Id */
            call_id: string;
            /**
             * End
             * @description How it ended: opened, hung_up, no_answer, declined, …; null: not yet.
             */
            end: string | null;
            /** Home Number */
            home_number: string | null;
            /**
             * Household Id
             * @description Null: the management office was called.
             */
            household_id: string | null;
            /** Started Ms */
            started_ms: number;
            /** Station Id */
            station_id: string;
        };
        /**
         * CallReachOut
         * @description How a call reached the devices of a home that is not named.
         */
        CallReachOut: {
            /** Accepted */
            accepted: number;
            /** At Ms */
            at_ms: number;
            /** Building Name */
            building_name: string;
            /** Devices */
            devices: number;
            /**
             * First Rang Ms
             * @description From the visitor's press to the first device that rang.
             */
            first_rang_ms: number | null;
            /** Pushed */
            pushed: number;
            /** Rang */
            rang: number;
            /** Station Name */
            station_name: string;
            /** Woke */
            woke: number;
        };
        /**
         * CheckAnswerIn
         * @description An answer to one line.
         */
        CheckAnswerIn: {
            /** @description pulse: drive the relay now · call: a test call is made now · confirm, deny: seen or heard, or not · skip: leave it out */
            answer: components["schemas"]["Answer"];
            /**
             * Line
             * @description The line's key.
             */
            line: string;
        };
        /**
         * CheckCodeIn
         * @description The digits on the unit's screen.
         */
        CheckCodeIn: {
            /** Code */
            code: string;
        };
        /**
         * CheckLineOut
         * @description One line of a check.
         */
        CheckLineOut: {
            /**
             * By Person
             * @description Seen or heard by whoever led the check; otherwise measured.
             */
            by_person: boolean;
            /** Detail */
            detail: string;
            /** Door Name */
            door_name: string;
            /** Key */
            key: string;
            part: components["schemas"]["Part"];
            /** Reason */
            reason: string;
            state: components["schemas"]["LineState"];
        };
        /**
         * CheckOut
         * @description A check, running or done.
         */
        CheckOut: {
            /** Check Id */
            check_id: string;
            /** Ended Ms */
            ended_ms: number | null;
            /**
             * Is Own
             * @description The asker leads it.
             */
            is_own: boolean;
            /** Is Running */
            is_running: boolean;
            /** Lines */
            lines: components["schemas"]["CheckLineOut"][];
            /**
             * Needs Code
             * @description The code of the unit's screen has not been typed yet.
             */
            needs_code: boolean;
            /** Person Name */
            person_name: string | null;
            /** Started Ms */
            started_ms: number;
            verdict: components["schemas"]["Verdict"];
            /** Version */
            version: string | null;
        };
        /**
         * CheckStartIn
         * @description In which language the unit's screen speaks to whoever checks it.
         */
        CheckStartIn: {
            /**
             * Language
             * @enum {string}
             */
            language: "ja" | "en";
        };
        /**
         * CheckStartedOut
         * @description The check that runs now.
         */
        CheckStartedOut: {
            /** Check Id */
            check_id: string;
        };
        /**
         * ChecksOut
         * @description The checks of a station, newest first.
         */
        ChecksOut: {
            /** Checks */
            checks: components["schemas"]["CheckOut"][];
        };
        /**
         * CodeIn
         * @description Number and code.
         */
        CodeIn: {
            /**
             * App
             * @enum {string}
             */
            app: "resident" | "portal";
            /**
             * Code
             * Format: password
             */
            code: string;
            /**
             * Device Label
             * @description How the device list names it.
             * @default
             */
            device_label: string;
            /**
             * Mobile
             * @description In any spelling.
             */
            mobile: string;
            /**
             * Region
             * @description ISO 3166 country or region.
             * @default JP
             */
            region: string;
        };
        /**
         * CodeSentOut
         * @description A code is on its way, if the number is registered.
         */
        CodeSentOut: {
            /** Expires In Ms */
            expires_in_ms: number;
            /**
             * Resend In Ms
             * @description Until the next can be requested.
             */
            resend_in_ms: number;
        };
        /**
         * ConsentIn
         * @description Consent to the privacy policy, as it was shown.
         */
        ConsentIn: {
            /**
             * Language
             * @enum {string}
             */
            language: "ja" | "en";
            /** Version */
            version: string;
        };
        /**
         * DailyHoursBody
         * @description From a minute of the day to another, exclusive, by the building's wall clock; may pass midnight.
         */
        DailyHoursBody: {
            /** From Minute */
            from_minute: number;
            /** To Minute */
            to_minute: number;
        };
        /**
         * DayOut
         * @description A day by the property's clock.
         */
        DayOut: {
            /** Answered */
            answered: number;
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Declined */
            declined: number;
            /** Missed */
            missed: number;
            /**
             * Openings
             * @description By hour of the day.
             */
            openings: number[];
        };
        /**
         * DeliveriesOut
         * @description The devices a call was to reach.
         */
        DeliveriesOut: {
            /** Devices */
            devices: components["schemas"]["DeviceReachOut"][];
        };
        /**
         * DeliveryMadeOut
         * @description A message that is queued.
         */
        DeliveryMadeOut: {
            /** Delivery Id */
            delivery_id: string;
        };
        /**
         * DependentIn
         * @description Somebody without mail and telephone.
         */
        DependentIn: {
            /** Family Name */
            family_name: string;
            /** Given Name */
            given_name: string;
        };
        /**
         * DeviceOut
         * @description A device one is signed in on.
         */
        DeviceOut: {
            /** App */
            app: string;
            /** Is This */
            is_this: boolean;
            /** Label */
            label: string;
            /** Last Seen Ms */
            last_seen_ms: number;
            /** Session Id */
            session_id: string;
            /** Since Ms */
            since_ms: number;
        };
        /**
         * DeviceReachOut
         * @description How a call reached one device; null: the step was not taken, or the device did not tell.
         */
        DeviceReachOut: {
            /** Accepted Ms */
            accepted_ms: number | null;
            /** Answered Ms */
            answered_ms: number | null;
            /** Device Label */
            device_label: string;
            /**
             * Failure
             * @description gone | refused | unreachable
             */
            failure: string | null;
            /** Person Name */
            person_name: string;
            /** Queued Ms */
            queued_ms: number;
            /** Rang Ms */
            rang_ms: number | null;
            /** Seen Ms */
            seen_ms: number | null;
            /** Sent Ms */
            sent_ms: number | null;
            /** Session Id */
            session_id: string;
            /** Woke Ms */
            woke_ms: number | null;
        };
        /**
         * DevicesOut
         * @description The devices one is signed in on, the one in use last first.
         */
        DevicesOut: {
            /** Devices */
            devices: components["schemas"]["DeviceOut"][];
        };
        /**
         * DoorIn
         * @description A door as it is from now on, and the station whose relay releases it.
         */
        DoorIn: {
            /**
             * Building Id
             * @description Where it is; none: where its station stands.
             */
            building_id?: string | null;
            /**
             * @description As installed: `secure` stays locked without power, `safe` unlocks. Recorded only.
             * @default secure
             */
            fail_mode: components["schemas"]["FailMode"];
            /** Name */
            name: string;
            /** Relay */
            relay: number;
            /**
             * Release Ms
             * @description For how long a release lasts.
             * @default 5000
             */
            release_ms: number;
            /** Station Id */
            station_id: string;
        };
        /**
         * DoorMadeOut
         * @description A door that is there now.
         */
        DoorMadeOut: {
            /** Door Id */
            door_id: string;
        };
        /**
         * DoorOut
         * @description A door the asker may pass now.
         */
        DoorOut: {
            /** Building Name */
            building_name: string;
            /** Door Id */
            door_id: string;
            /** Name */
            name: string;
            /** Online */
            online: boolean;
        };
        /**
         * DoorRemovedOut
         * @description A door is gone, and so many keys that were for no other.
         */
        DoorRemovedOut: {
            /** Keys */
            keys: number;
        };
        /**
         * DoorsOut
         * @description Everything the home screen shows.
         */
        DoorsOut: {
            /** Doors */
            doors: components["schemas"]["DoorOut"][];
            /** Homes */
            homes: components["schemas"]["HomeOut"][];
        };
        /**
         * EmailCodeIn
         * @description A new mail address and the code that was sent there.
         */
        EmailCodeIn: {
            /**
             * Code
             * Format: password
             */
            code: string;
            /** Email */
            email: string;
        };
        /**
         * EmailIn
         * @description A new mail address.
         */
        EmailIn: {
            /** Email */
            email: string;
        };
        /**
         * EnrolIn
         * @description A unit's one-time code and the public half of the key it made.
         */
        EnrolIn: {
            /** Code */
            code: string;
            /**
             * Public Key
             * Format: base64
             * @description 32 bytes of an Ed25519 public key, base64.
             */
            public_key: string;
        };
        /**
         * EnrolledOut
         * @description What the unit is from now on.
         */
        EnrolledOut: {
            /** Server Id */
            server_id: string;
            /** Station Id */
            station_id: string;
        };
        /**
         * EnrolmentCodeOut
         * @description A code to type at the unit, and when it dies.
         */
        EnrolmentCodeOut: {
            /** Code */
            code: string;
            /** Expires Ms */
            expires_ms: number;
        };
        /**
         * EntranceBody
         * @description What a property decides for its entrances.
         */
        EntranceBody: {
            /** Directory */
            directory: boolean;
            /** Live View */
            live_view: boolean;
            night: components["schemas"]["NightHoursBody"] | null;
            /** Night Volume */
            night_volume: number;
            /** Office Hours */
            office_hours: components["schemas"]["OfficeHoursBody"][];
            /** On Duty */
            on_duty: string[];
            snapshots: components["schemas"]["SnapshotPolicy"];
        };
        /**
         * EntranceOut
         * @description What a property decides for its entrances, and who can be on duty.
         */
        EntranceOut: {
            entrance: components["schemas"]["EntranceBody"];
            /** Managers */
            managers: components["schemas"]["ManagerOut"][];
            /** Property Id */
            property_id: string;
            /** Property Name */
            property_name: string;
        };
        /**
         * EventDoorOut
         * @description A door that can be looked for.
         */
        EventDoorOut: {
            /** Building Name */
            building_name: string;
            /** Door Id */
            door_id: string;
            /** Name */
            name: string;
        };
        /**
         * EventOut
         * @description Something that happened at a door.
         */
        EventOut: {
            /** At Ms */
            at_ms: number;
            /** Building Name */
            building_name: string;
            /** Door Id */
            door_id: string | null;
            /** Door Name */
            door_name: string;
            /** Has Picture */
            has_picture: boolean;
            /**
             * Holder
             * @description resident | staff | unknown | nobody
             */
            holder: string;
            /**
             * Holder Name
             * @description Of staff; of residents only in a search for their home.
             */
            holder_name: string | null;
            /** Id */
            id: string;
            /**
             * Method
             * @description app | call | telephone | manager | pin | qr
             */
            method: string | null;
            /**
             * Outcome
             * @description opened | failed | unknown | denied | held | forced | guessed | tampered
             */
            outcome: string;
            /** Station Name */
            station_name: string;
        };
        /**
         * EventsOut
         * @description A page of events, newest first.
         */
        EventsOut: {
            /** Doors */
            doors: components["schemas"]["EventDoorOut"][];
            /** Events */
            events: components["schemas"]["EventOut"][];
            /**
             * Home
             * @description Whose events these are, in a search for a home.
             */
            home: string | null;
            /**
             * Next Cursor
             * @description Ask again with cursor=… for older ones; null: no more.
             */
            next_cursor: string | null;
            /**
             * Time Zone
             * @description By whose clock the property lives.
             */
            time_zone: string;
        };
        /**
         * FailMode
         * @description What the strike does without power, as it was installed. Genkan records it and drives nothing by it.
         * @enum {string}
         */
        FailMode: "secure" | "safe";
        /**
         * FailedMessageOut
         * @description A message that did not get through.
         */
        FailedMessageOut: {
            /**
             * About
             * @description The person or thing it concerns.
             */
            about: string | null;
            /** Address */
            address: string;
            /**
             * Channel
             * @description mail | sms
             */
            channel: string;
            /** Created Ms */
            created_ms: number;
            /**
             * Fault
             * @description unreachable | deferred | refused | sign-in | unset | too-late | unreadable
             */
            fault: string;
            /** Message Id */
            message_id: string;
            /** Next Ms */
            next_ms: number | null;
            /** Property Id */
            property_id: string;
            /**
             * State
             * @description queued: is tried again at next_ms | dead: given up
             */
            state: string;
            /** Template */
            template: string;
        };
        /**
         * FailedMessagesOut
         * @description The messages that did not get through, newest first.
         */
        FailedMessagesOut: {
            /** Messages */
            messages: components["schemas"]["FailedMessageOut"][];
        };
        /**
         * FamilyOut
         * @description The people of a household, and how many family members there may be.
         */
        FamilyOut: {
            /**
             * Free Members
             * @description How many family members cost nothing.
             */
            free_members: number;
            /** Household Id */
            household_id: string;
            /** Members */
            members: components["schemas"]["MemberOut"][];
            open_order: components["schemas"]["OpenOrderOut"] | null;
            /**
             * Payment Method
             * @description invoice | stripe
             */
            payment_method: string;
            /** Seat Currency */
            seat_currency: string;
            /**
             * Seat Price
             * @description Of a further one, in the currency's smallest unit.
             */
            seat_price: number;
            /**
             * Seats
             * @description How many there may be: the free ones and the paid ones.
             */
            seats: number;
            /** Taken */
            taken: number;
        };
        /**
         * FaultReason
         * @description What is wrong in one cell, or with the file. The words are in the portal's locales.
         * @enum {string}
         */
        FaultReason: "not-text" | "empty" | "too-long" | "column-missing" | "column-twice" | "column-unknown" | "too-many-cells" | "building-missing" | "building-unknown" | "home-missing" | "home-unfit" | "role-unfit" | "name-missing" | "name-unfit" | "email-unfit" | "mobile-unfit" | "landline-unfit" | "language-unfit" | "address-missing" | "second-master" | "no-master" | "home-occupied" | "member-known" | "no-seat-left";
        /**
         * FollowLinkIn
         * @description The link of a notice, and what its user pressed.
         */
        FollowLinkIn: {
            /**
             * Intent
             * @enum {string}
             */
            intent: "open" | "decline";
            /** Link */
            link: string;
        };
        /**
         * GrantModel
         * @description One line of a policy. `id` is the building's or home's; without a schedule: always.
         */
        GrantModel: {
            /** Id */
            id?: string | null;
            schedule?: components["schemas"]["ScheduleModel"] | null;
            /**
             * Who
             * @enum {string}
             */
            who: "building" | "home" | "staff";
        };
        /**
         * HandOverCodeIn
         * @description The code, in the installed app.
         */
        HandOverCodeIn: {
            /**
             * App
             * @default resident
             * @enum {string}
             */
            app: "resident" | "portal";
            /**
             * Code
             * Format: password
             */
            code: string;
            /**
             * Device Label
             * @description How the device list names it.
             * @default
             */
            device_label: string;
        };
        /**
         * HandOverOut
         * @description A code for the installed app.
         */
        HandOverOut: {
            /** Code */
            code: string;
            /** Expires Ms */
            expires_ms: number;
        };
        /**
         * HealthOut
         * @description Whether each part answered.
         */
        HealthOut: {
            /** Bus */
            bus: boolean;
            /** Database */
            database: boolean;
            /** Journal */
            journal: boolean;
            /** Ok */
            ok: boolean;
        };
        /**
         * HeirIn
         * @description Who becomes the master.
         */
        HeirIn: {
            /** Member Id */
            member_id: string;
        };
        /**
         * HistoryCallOut
         * @description A call that is over.
         */
        HistoryCallOut: {
            /** Answered By Name */
            answered_by_name: string | null;
            /** At Ms */
            at_ms: number;
            /** Building Name */
            building_name: string;
            /**
             * End
             * @description opened | hung_up | cancelled | no_answer | declined | lost | time_up | replied | busy
             */
            end: string;
            /** Has Snapshot */
            has_snapshot: boolean;
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "call";
            /** Station Name */
            station_name: string;
            /** Talked S */
            talked_s: number | null;
        };
        /**
         * HistoryLookOut
         * @description A manager looked at the household's records.
         */
        HistoryLookOut: {
            /** At Ms */
            at_ms: number;
            /** Building Name */
            building_name: string;
            /** Door Name */
            door_name: string;
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "look";
            /**
             * Person Name
             * @description Who was looked for; null: the whole household.
             */
            person_name: string | null;
            /**
             * Reason
             * @description As the manager typed it; null: not kept any more.
             */
            reason: string | null;
            /**
             * What
             * @description search: for openings of the household | picture: of an opening
             */
            what: string;
        };
        /**
         * HistoryOpeningOut
         * @description A door that was released, or that a station tried to release.
         */
        HistoryOpeningOut: {
            /** Actor Name */
            actor_name: string | null;
            /** At Ms */
            at_ms: number;
            /** Building Name */
            building_name: string;
            /** Door Name */
            door_name: string;
            /** Has Picture */
            has_picture: boolean;
            /** Id */
            id: string;
            /**
             * Key Id
             * @description The temporary key that opened.
             */
            key_id: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "opening";
            /**
             * Outcome
             * @description opened | failed | unknown
             */
            outcome: string;
            /**
             * Via
             * @description app | call | telephone | manager | pin | qr
             */
            via: string;
        };
        /**
         * HistoryOut
         * @description A page of the history, newest first.
         */
        HistoryOut: {
            /** Items */
            items: (components["schemas"]["HistoryCallOut"] | components["schemas"]["HistoryOpeningOut"] | components["schemas"]["HistoryViewOut"] | components["schemas"]["HistoryLookOut"])[];
            /**
             * Next Before Ms
             * @description Ask again with before_ms=… for older items; null: no more.
             */
            next_before_ms: number | null;
        };
        /**
         * HistoryViewOut
         * @description A look through the camera of an entrance.
         */
        HistoryViewOut: {
            /** At Ms */
            at_ms: number;
            /** Building Name */
            building_name: string;
            /** Id */
            id: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "view";
            /** Station Name */
            station_name: string;
            /** Viewer Name */
            viewer_name: string | null;
        };
        /**
         * HomeLineOut
         * @description One home in the list: its household, or the next one when it is vacant now.
         */
        HomeLineOut: {
            /** Building Id */
            building_id: string;
            /** Building Name */
            building_name: string;
            /** Home Id */
            home_id: string;
            /** Household Id */
            household_id: string | null;
            /**
             * Is Held
             * @description No account mail was sent to the master yet.
             */
            is_held: boolean;
            /**
             * Mail
             * @description queued | sent | failed: the master's account mail.
             */
            mail: string | null;
            /** Master Name */
            master_name: string | null;
            /** Next Since Ms */
            next_since_ms: number | null;
            /** Number */
            number: string;
            /** People */
            people: number;
            /** Since Ms */
            since_ms: number | null;
            /**
             * State
             * @description vacant | planned | waiting | active
             */
            state: string;
            /**
             * Until Ms
             * @description When the household moves out, if that is planned.
             */
            until_ms: number | null;
        };
        /**
         * HomeOfMeOut
         * @description A home the person belongs to.
         */
        HomeOfMeOut: {
            /**
             * Backup Caller
             * @description The number telephone backup calls from; empty: none is known.
             */
            backup_caller: string;
            /** Building Name */
            building_name: string;
            /** Home Id */
            home_id: string;
            /** Household Id */
            household_id: string;
            /** Number */
            number: string;
            /**
             * Role
             * @description master | family
             */
            role: string;
            /** Support Hours */
            support_hours: string;
            /**
             * Support Phone
             * @description Whom residents ask for help, 「入居者のお問合せ窓口」; empty: unknown.
             */
            support_phone: string;
        };
        /**
         * HomeOut
         * @description A home the asker belongs to.
         */
        HomeOut: {
            /** Building Name */
            building_name: string;
            /** Home Id */
            home_id: string;
            /** Household Id */
            household_id: string;
            /** Number */
            number: string;
            /** Role */
            role: string;
        };
        /**
         * HomesIn
         * @description The numbers of new homes; all are added, or none.
         */
        HomesIn: {
            /** Numbers */
            numbers: string[];
        };
        /**
         * HomesOut
         * @description Every home of a property.
         */
        HomesOut: {
            /** Homes */
            homes: components["schemas"]["HomeLineOut"][];
        };
        /**
         * HouseholdData
         * @description A household, with when it lives in its home.
         */
        HouseholdData: {
            /** Building Id */
            building_id: string;
            /** Home Id */
            home_id: string;
            /** Home Number */
            home_number: string;
            /** Household Id */
            household_id: string;
            /** Since Ms */
            since_ms: number;
            /**
             * Until Ms
             * @description Null: open.
             */
            until_ms: number | null;
        };
        /**
         * HouseholdMadeOut
         * @description A household that is there now.
         */
        HouseholdMadeOut: {
            /** Household Id */
            household_id: string;
        };
        /**
         * HouseholdRulesIn
         * @description The household's choices for its calls.
         */
        HouseholdRulesIn: {
            /**
             * Backup
             * @enum {string}
             */
            backup: "after_no_answer" | "after_ten_seconds" | "together";
            /**
             * Name
             * @description Shown in the list at the door.
             */
            name?: string | null;
        };
        /**
         * HouseholdRulesOut
         * @description The household's choices for its calls.
         */
        HouseholdRulesOut: {
            /** Backup */
            backup: string;
            /** Household Id */
            household_id: string;
            /** Name */
            name: string | null;
        };
        /**
         * IceOut
         * @description The servers a device may try.
         */
        IceOut: {
            /** Servers */
            servers: components["schemas"]["IceServerOut"][];
        };
        /**
         * IceServerOut
         * @description One STUN or TURN server, as RTCPeerConnection takes it.
         */
        IceServerOut: {
            /** Credential */
            credential: string | null;
            /** Urls */
            urls: string[];
            /** Username */
            username: string | null;
        };
        /**
         * ImportFaultOut
         * @description One cell to correct: the line as spreadsheets number it, the column's heading, what stands there.
         */
        ImportFaultOut: {
            /** Column */
            column: string;
            /** Line */
            line: number;
            reason: components["schemas"]["FaultReason"];
            /** Text */
            text: string;
        };
        /**
         * ImportIn
         * @description A CSV file of homes and residents, as base64; UTF-8 or Shift_JIS.
         */
        ImportIn: {
            /** Content */
            content: string;
            /**
             * Language
             * @description Of residents who have none in the file.
             * @enum {string}
             */
            language: "ja" | "en";
        };
        /**
         * ImportPlanOut
         * @description What an import does, or why it does nothing; of many faults the first ones.
         */
        ImportPlanOut: {
            /** Faults */
            faults: components["schemas"]["ImportFaultOut"][];
            /** Faulty Lines */
            faulty_lines: number;
            /** Lines */
            lines: number;
            /** New Homes */
            new_homes: number;
            /** New Households */
            new_households: number;
            /** New Residents */
            new_residents: number;
        };
        /**
         * InvitationOut
         * @description What the asker is invited to be.
         */
        InvitationOut: {
            /** Expires Ms */
            expires_ms: number;
            /** Home Number */
            home_number: string | null;
            /** Invitation Id */
            invitation_id: string;
            /** Property Name */
            property_name: string;
            /** Role */
            role: string;
        };
        /**
         * InvitationsOut
         * @description The invitations that wait for the asker's answer.
         */
        InvitationsOut: {
            /** Invitations */
            invitations: components["schemas"]["InvitationOut"][];
        };
        /**
         * IssueIn
         * @description Who is mailed, in this order.
         */
        IssueIn: {
            /** Entry Ids */
            entry_ids: string[];
        };
        /**
         * KeyDetailOut
         * @description A key with everything about it.
         */
        KeyDetailOut: {
            /** Created By */
            created_by: string | null;
            /** Created Ms */
            created_ms: number;
            /** Doors */
            doors: components["schemas"]["KeyDoorOut"][];
            /** Email */
            email: string | null;
            /** Entrance */
            entrance: string | null;
            /** Id Number */
            id_number: string | null;
            /** Key Id */
            key_id: string;
            /** Next Ms */
            next_ms: number | null;
            /** Qr Text */
            qr_text: string | null;
            schedule: components["schemas"]["ScheduleModel"] | null;
            /** Share Url */
            share_url: string | null;
            /**
             * State
             * @enum {string}
             */
            state: "valid" | "not_yet" | "used_up" | "expired" | "revoked";
            /** Template */
            template: string;
            /** Time Zone */
            time_zone: string | null;
            /** Until Ms */
            until_ms: number | null;
            /** Used */
            used: components["schemas"]["KeyUseOut"][];
            /** Uses */
            uses: number | null;
            /** Uses Left */
            uses_left: number | null;
            /** Visitor Name */
            visitor_name: string;
        };
        /**
         * KeyDoorOut
         * @description A door a key may be for.
         */
        KeyDoorOut: {
            /** Building Id */
            building_id: string;
            /** Building Name */
            building_name: string;
            /** Door Id */
            door_id: string;
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * KeyIn
         * @description The form of a new key.
         */
        KeyIn: {
            /** Door Ids */
            door_ids?: string[] | null;
            /** Email */
            email?: string | null;
            /** Id Number */
            id_number?: string | null;
            /** Language */
            language?: ("ja" | "en") | null;
            schedule: components["schemas"]["ScheduleModel"];
            /**
             * Template
             * @default visitor
             * @enum {string}
             */
            template: "visitor" | "parcel";
            /** Uses */
            uses?: number | null;
            /** Visitor Name */
            visitor_name: string;
        };
        /**
         * KeyMailIn
         * @description Where to mail a key; null: where it was mailed before.
         */
        KeyMailIn: {
            /** Email */
            email?: string | null;
            /** Language */
            language?: ("ja" | "en") | null;
        };
        /**
         * KeyOut
         * @description One key in the list.
         */
        KeyOut: {
            /** Created By */
            created_by: string | null;
            /** Created Ms */
            created_ms: number;
            /** Id Number */
            id_number: string | null;
            /** Key Id */
            key_id: string;
            /** Next Ms */
            next_ms: number | null;
            schedule: components["schemas"]["ScheduleModel"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "valid" | "not_yet" | "used_up" | "expired" | "revoked";
            /** Template */
            template: string;
            /** Until Ms */
            until_ms: number | null;
            /** Uses */
            uses: number | null;
            /** Uses Left */
            uses_left: number | null;
            /** Visitor Name */
            visitor_name: string;
        };
        /**
         * KeyUseOut
         * @description One opening by the key.
         */
        KeyUseOut: {
            /** At Ms */
            at_ms: number;
            /** Door Name */
            door_name: string;
            /** Event Id */
            event_id: string;
            /** Outcome */
            outcome: string;
            /** Picture */
            picture: boolean;
        };
        /**
         * KeysOut
         * @description The household's keys, newest first, and the doors a new one may be for.
         */
        KeysOut: {
            /** Doors */
            doors: components["schemas"]["KeyDoorOut"][];
            /** Keys */
            keys: components["schemas"]["KeyOut"][];
            /** Time Zone */
            time_zone: string | null;
        };
        /**
         * Kind
         * @description Every message that is told.
         * @enum {string}
         */
        Kind: "door.opened" | "door.failed" | "call.started" | "call.answered" | "call.ended" | "call.missed" | "alarm.door_held" | "alarm.door_forced" | "alarm.door_closed" | "alarm.keypad_guessed" | "alarm.station_offline" | "alarm.station_online" | "alarm.housing_opened" | "alarm.housing_closed" | "alarm.clock_wrong" | "alarm.clock_right" | "resident.added" | "resident.removed" | "household.moved_in" | "household.moved_out" | "household.stays" | "test";
        /**
         * LengthOut
         * @description What a length costs: wrong entries a day before the station asks for more.
         */
        LengthOut: {
            /** Guesses Alone */
            guesses_alone: number;
            /** Guesses With Home */
            guesses_with_home: number;
            /** Length */
            length: number;
        };
        /**
         * LineState
         * @enum {string}
         */
        LineState: "waiting" | "asking" | "ok" | "failed" | "skipped";
        /**
         * LinkIn
         * @description The token of a link, from one of the two apps.
         */
        LinkIn: {
            /**
             * App
             * @enum {string}
             */
            app: "resident" | "portal";
            /**
             * Device Label
             * @description How the device list names it.
             * @default
             */
            device_label: string;
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * LinkLookIn
         * @description The token of a link.
         */
        LinkLookIn: {
            /**
             * Is Reset
             * @description A link for a new password.
             * @default false
             */
            is_reset: boolean;
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * LinkNewIn
         * @description The token of a link that has been used or is too old, or is to be handed over.
         */
        LinkNewIn: {
            /**
             * App
             * @default resident
             * @enum {string}
             */
            app: "resident" | "portal";
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * LinkOut
         * @description What a link would do.
         */
        LinkOut: {
            /** Display Name */
            display_name: string;
            /** Expires Ms */
            expires_ms: number;
            /** Language */
            language: string;
            /**
             * State
             * @description fresh | used | expired | invitation
             */
            state: string;
        };
        /**
         * LookIn
         * @description For whom is looked, and why: the household reads it.
         */
        LookIn: {
            /** Household Id */
            household_id: string;
            /** Member Id */
            member_id?: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * LookOut
         * @description A search that was begun.
         */
        LookOut: {
            /** Look Id */
            look_id: string;
            /** Until Ms */
            until_ms: number;
        };
        /**
         * ManagerOut
         * @description A manager who can be put on duty.
         */
        ManagerOut: {
            /** Name */
            name: string;
            /** Person Id */
            person_id: string;
        };
        /**
         * ManagersOut
         * @description The managers of a property, and those who were asked to be.
         */
        ManagersOut: {
            /** Managers */
            managers: components["schemas"]["PropertyManagerOut"][];
        };
        /**
         * MeOut
         * @description The signed-in person.
         */
        MeOut: {
            /**
             * Consent Version
             * @description The version of the privacy policy the person has yet to consent to.
             */
            consent_version: string | null;
            /** Display Name */
            display_name: string;
            /** Has Password */
            has_password: boolean;
            /** Homes */
            homes: components["schemas"]["HomeOfMeOut"][];
            /**
             * Is Installer
             * @description Whether the person may make properties.
             */
            is_installer: boolean;
            /** Language */
            language: string;
            /**
             * Must Set Up
             * @description A second factor; there is no role until then.
             * @default false
             */
            must_set_up: boolean;
            /** Person Id */
            person_id: string;
            /** Properties */
            properties: components["schemas"]["PropertyOfMeOut"][];
            /**
             * Server Id
             * @description The short public name of this installation, 「サーバーID」.
             */
            server_id: string;
            /** Username */
            username: string;
        };
        /**
         * MemberMadeOut
         * @description The id under which somebody stands from now on.
         */
        MemberMadeOut: {
            /** Member Id */
            member_id: string;
        };
        /**
         * MemberOut
         * @description Somebody who was added, as whoever added them sees them.
         */
        MemberOut: {
            /** Display Name */
            display_name: string;
            /**
             * Email
             * @description As typed, until they have come; so the numbers.
             */
            email?: string | null;
            /** Family Name */
            family_name: string;
            /** Given Name */
            given_name: string;
            /** Is Me */
            is_me: boolean;
            /** Landline */
            landline?: string | null;
            /**
             * Mail
             * @description queued | sent | failed, until they have come.
             */
            mail?: string | null;
            /** Member Id */
            member_id: string;
            /** Mobile */
            mobile?: string | null;
            /**
             * Role
             * @description master | family | manager | installer
             */
            role: string;
            /**
             * State
             * @description waiting | joined | refused | without_account
             */
            state: string;
            /**
             * Username
             * @description Nine digits, once they have come.
             */
            username?: string | null;
        };
        /**
         * MessageOut
         * @description What is posted to a webhook's address.
         */
        MessageOut: {
            /** Data */
            data: components["schemas"]["Opening"] | components["schemas"]["CallData"] | components["schemas"]["Alarm"] | components["schemas"]["StationAlarm"] | components["schemas"]["Resident"] | components["schemas"]["HouseholdData"] | components["schemas"]["Test"];
            /** Property Id */
            property_id: string;
            /**
             * Timestamp
             * @description When it happened, as far as the server knows (ISO 8601, UTC).
             */
            timestamp: string;
            type: components["schemas"]["Kind"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
        };
        /**
         * Method
         * @description How a door is opened: `via` of the journal.
         * @enum {string}
         */
        Method: "app" | "call" | "telephone" | "manager" | "pin" | "qr" | "check";
        /**
         * MobileCodeIn
         * @description A new mobile number and the code that was sent there.
         */
        MobileCodeIn: {
            /**
             * Code
             * Format: password
             */
            code: string;
            /**
             * Mobile
             * @description In any spelling.
             */
            mobile: string;
            /**
             * Region
             * @description ISO 3166 country or region.
             * @default JP
             */
            region: string;
        };
        /**
         * MobileIn
         * @description A mobile number as it was typed, and the country or region chosen.
         */
        MobileIn: {
            /**
             * Mobile
             * @description In any spelling.
             */
            mobile: string;
            /**
             * Region
             * @description ISO 3166 country or region.
             * @default JP
             */
            region: string;
        };
        /**
         * MoveInIn
         * @description A new household's master, and when they move in; absent: now.
         */
        MoveInIn: {
            master: components["schemas"]["PersonIn"];
            /** Since Ms */
            since_ms?: number | null;
        };
        /**
         * MoveOutIn
         * @description When the household moves out; absent: now.
         */
        MoveOutIn: {
            /** Until Ms */
            until_ms?: number | null;
        };
        /**
         * NewDoorIn
         * @description A door, and the relay of its station that releases it.
         */
        NewDoorIn: {
            /**
             * Building Id
             * @description Where it is; none: where its station stands.
             */
            building_id?: string | null;
            /**
             * @description As installed: `secure` stays locked without power, `safe` unlocks. Recorded only.
             * @default secure
             */
            fail_mode: components["schemas"]["FailMode"];
            /** Name */
            name: string;
            /** Relay */
            relay: number;
            /**
             * Release Ms
             * @description For how long a release lasts.
             * @default 5000
             */
            release_ms: number;
        };
        /**
         * NewPasskeyIn
         * @description A passkey that the browser has made, and how its owner calls it.
         */
        NewPasskeyIn: {
            /** Attestation */
            attestation: string;
            /** Client Data */
            client_data: string;
            /** Name */
            name: string;
        };
        /**
         * NewPasskeyOut
         * @description What a browser makes a passkey of.
         */
        NewPasskeyOut: {
            asked: components["schemas"]["AskedOut"];
            /** Display Name */
            display_name: string;
            /** User Id */
            user_id: string;
            /** Username */
            username: string;
        };
        /**
         * NewPasswordIn
         * @description A new password and the token that lets it be chosen.
         */
        NewPasswordIn: {
            /**
             * App
             * @enum {string}
             */
            app: "resident" | "portal";
            /**
             * Device Label
             * @description How the device list names it.
             * @default
             */
            device_label: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * NewTotpOut
         * @description What an authenticator app needs, once.
         */
        NewTotpOut: {
            /**
             * Secret
             * @description Base32.
             */
            secret: string;
            /**
             * Uri
             * @description otpauth:, as its QR code holds it.
             */
            uri: string;
        };
        /**
         * NightHoursBody
         * @description When the stations are softer; may pass midnight.
         */
        NightHoursBody: {
            /** From Minute */
            from_minute: number;
            /** To Minute */
            to_minute: number;
        };
        /**
         * NightOut
         * @description The property's night hours, in minutes of the day; they may pass midnight.
         */
        NightOut: {
            /** From Minute */
            from_minute: number;
            /** To Minute */
            to_minute: number;
        };
        /**
         * NoticeFileOut
         * @description An attachment. A picture is told as it is sent, not as it was uploaded.
         */
        NoticeFileOut: {
            /** File Id */
            file_id: string;
            /**
             * Media Type
             * @enum {string}
             */
            media_type: "application/pdf" | "image/jpeg";
            /** Name */
            name: string;
            /**
             * Size
             * @description Bytes.
             */
            size: number;
        };
        /**
         * NoticeIn
         * @description A notice as it is written.
         */
        NoticeIn: {
            /**
             * Audience
             * @enum {string}
             */
            audience: "property" | "buildings" | "homes";
            /**
             * By Mail
             * @default false
             */
            by_mail: boolean;
            /**
             * Files
             * @default []
             */
            files: string[];
            /**
             * Language
             * @enum {string}
             */
            language: "ja" | "en";
            /** @description In the other language. */
            other?: components["schemas"]["NoticeTextModel"] | null;
            /**
             * Since Ms
             * @description When it is sent; absent: now.
             */
            since_ms?: number | null;
            /**
             * Targets
             * @description Of buildings or homes.
             * @default []
             */
            targets: string[];
            text: components["schemas"]["NoticeTextModel"];
            /**
             * Until Ms
             * @description From when it is no longer valid.
             */
            until_ms?: number | null;
        };
        /**
         * NoticeMadeOut
         * @description The id of a notice that is there now.
         */
        NoticeMadeOut: {
            /** Notice Id */
            notice_id: string;
        };
        /**
         * NoticeOut
         * @description A notice as managers see it. Counts say of how many, never who.
         */
        NoticeOut: {
            /**
             * Audience
             * @enum {string}
             */
            audience: "property" | "buildings" | "homes";
            /** By Mail */
            by_mail: boolean;
            /** Changed Ms */
            changed_ms: number | null;
            /** Files */
            files: components["schemas"]["NoticeFileOut"][];
            /**
             * Homes
             * @description Homes it is for in which somebody lives now.
             */
            homes: number;
            /**
             * Language
             * @enum {string}
             */
            language: "ja" | "en";
            /** Notice Id */
            notice_id: string;
            other: components["schemas"]["NoticeTextModel"] | null;
            /** Persons */
            persons: number;
            /** Read Homes */
            read_homes: number;
            /** Read Persons */
            read_persons: number;
            /** Sent Ms */
            sent_ms: number | null;
            /** Since Ms */
            since_ms: number;
            /**
             * State
             * @enum {string}
             */
            state: "scheduled" | "sent" | "withdrawn";
            /** Targets */
            targets: string[];
            text: components["schemas"]["NoticeTextModel"];
            /** Until Ms */
            until_ms: number | null;
        };
        /**
         * NoticeTextModel
         * @description What a notice says in one language.
         */
        NoticeTextModel: {
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /**
         * NoticesOut
         * @description Notices of a property, those to come first.
         */
        NoticesOut: {
            /** Next Before */
            next_before: string | null;
            /** Notices */
            notices: components["schemas"]["NoticeOut"][];
        };
        /**
         * OfficeCallOut
         * @description One call. `outcome`: opened, hung_up, no_answer, ...; null while it is live.
         */
        OfficeCallOut: {
            /** Answered By */
            answered_by: string | null;
            /** At Ms */
            at_ms: number;
            /** Building Name */
            building_name: string;
            /** Call Id */
            call_id: string;
            /** Has Picture */
            has_picture: boolean;
            /** Outcome */
            outcome: string | null;
            /** Station Name */
            station_name: string;
            /** Talked S */
            talked_s: number | null;
        };
        /**
         * OfficeCallsOut
         * @description The calls of the last 30 days, newest first.
         */
        OfficeCallsOut: {
            /** Calls */
            calls: components["schemas"]["OfficeCallOut"][];
        };
        /**
         * OfficeHoursBody
         * @description Opening hours of one weekday, 0 for Monday.
         */
        OfficeHoursBody: {
            /** From Minute */
            from_minute: number;
            /** To Minute */
            to_minute: number;
            /** Weekday */
            weekday: number;
        };
        /**
         * OpenOrderOut
         * @description A seat that is ordered and not paid yet.
         */
        OpenOrderOut: {
            /** Currency */
            currency: string;
            /** Method */
            method: string;
            /** Order Id */
            order_id: string;
            /** Price */
            price: number;
        };
        /**
         * Opening
         * @description A station drove a door's relay, or tried to.
         */
        Opening: {
            /**
             * At Ms
             * @description By the station's clock; one that was cut off tells later.
             */
            at_ms: number;
            /** Building Id */
            building_id: string | null;
            /** Door Id */
            door_id: string;
            /** Event Id */
            event_id: string;
            /**
             * Household Id
             * @description Whose right it was; null: the staff's.
             */
            household_id: string | null;
            /** Station Id */
            station_id: string | null;
            /**
             * Via
             * @description How: app, call, pin, qr, …
             */
            via: string | null;
        };
        /**
         * Outcome
         * @description What came of it, or what happened without anybody opening.
         * @enum {string}
         */
        Outcome: "opened" | "failed" | "unknown" | "denied" | "held" | "forced" | "guessed" | "tampered";
        /**
         * OwnConsentOut
         * @description What one has consented to.
         */
        OwnConsentOut: {
            /**
             * Given At
             * Format: date-time
             */
            given_at: string;
            /** Language */
            language: string;
            /** Subject */
            subject: string;
            /** Version */
            version: string;
        };
        /**
         * OwnDataOut
         * @description Everything the account holds of its person.
         */
        OwnDataOut: {
            /** Consents */
            consents: components["schemas"]["OwnConsentOut"][];
            /** Devices */
            devices: components["schemas"]["OwnDeviceOut"][];
            /** Memberships */
            memberships: components["schemas"]["OwnMembershipOut"][];
            /** Person Id */
            person_id: string;
            profile: components["schemas"]["ProfileOut"];
            /**
             * Records
             * @description What the other parts of the server keep, by their name.
             */
            records: {
                [key: string]: {
                    [key: string]: string | number | null;
                }[];
            };
            /** Username */
            username: string;
        };
        /**
         * OwnDeviceOut
         * @description A device one is signed in on.
         */
        OwnDeviceOut: {
            /** Address */
            address: string;
            /** Label */
            label: string;
            /**
             * Last Seen At
             * Format: date-time
             */
            last_seen_at: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
        };
        /**
         * OwnMembershipOut
         * @description A role one has or had.
         */
        OwnMembershipOut: {
            /** Household Id */
            household_id: string | null;
            /** Property Id */
            property_id: string | null;
            /** Role */
            role: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Until */
            until: string | null;
        };
        /**
         * OwnNoticeOut
         * @description A notice as a resident reads it: in their language, where it was written in it.
         */
        OwnNoticeOut: {
            /** Changed Ms */
            changed_ms: number | null;
            /** Files */
            files: components["schemas"]["NoticeFileOut"][];
            /** Is Over */
            is_over: boolean;
            /** Is Read */
            is_read: boolean;
            /**
             * Language
             * @enum {string}
             */
            language: "ja" | "en";
            /** Notice Id */
            notice_id: string;
            /** Since Ms */
            since_ms: number;
            /** Text */
            text: string;
            /** Title */
            title: string;
            /** Until Ms */
            until_ms: number | null;
        };
        /**
         * OwnNoticesOut
         * @description The notices for the homes one lives in, the latest first.
         */
        OwnNoticesOut: {
            /** Notices */
            notices: components["schemas"]["OwnNoticeOut"][];
        };
        /**
         * PanelSettingsModel
         * @description What one station's panel is set to.
         */
        PanelSettingsModel: {
            /**
             * Brightness
             * @description Per cent of what the screen can.
             */
            brightness: number;
            /**
             * Idle S
             * @description After so long without a touch it returns home.
             */
            idle_s: number;
            /**
             * Language
             * @description The panel begins with it, and returns to it.
             * @enum {string}
             */
            language: "ja" | "en";
            /**
             * Night Brightness
             * @description The same in the property's night hours, while nobody uses the panel.
             */
            night_brightness: number;
            /**
             * Night Volume
             * @description Per cent of the day's, in the property's night hours; null: as the property.
             */
            night_volume: number | null;
            /** @description Pictures of visitors; `property`: as the property. */
            snapshots: components["schemas"]["SnapshotChoice"];
            /**
             * Volume
             * @description Per cent of what the unit can, by day.
             */
            volume: number;
        };
        /**
         * PanelSettingsOut
         * @description A panel's settings beside the defaults and what the property decides.
         */
        PanelSettingsOut: {
            defaults: components["schemas"]["PanelSettingsModel"];
            of_property: components["schemas"]["PropertyDefaultsOut"];
            settings: components["schemas"]["PanelSettingsModel"];
        };
        /**
         * Part
         * @enum {string}
         */
        Part: "link" | "clock" | "turn" | "camera" | "microphone" | "loudspeaker" | "relay" | "monitor" | "nfc" | "call";
        /**
         * PasskeyAddedOut
         * @description A passkey that is there now.
         */
        PasskeyAddedOut: {
            /** Passkey Id */
            passkey_id: string;
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /**
         * PasskeyOut
         * @description One of one's passkeys.
         */
        PasskeyOut: {
            /** Created Ms */
            created_ms: number;
            /** Last Used Ms */
            last_used_ms: number | null;
            /** Name */
            name: string;
            /** Passkey Id */
            passkey_id: string;
        };
        /**
         * PasskeySignInIn
         * @description A passkey's signature, from one of the two apps.
         */
        PasskeySignInIn: {
            /**
             * App
             * @enum {string}
             */
            app: "resident" | "portal";
            /**
             * Device Label
             * @description How the device list names it.
             * @default
             */
            device_label: string;
            signed: components["schemas"]["SignatureIn"];
        };
        /**
         * PasswordIn
         * @description A new password.
         */
        PasswordIn: {
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * PersonIn
         * @description Somebody to be added. Numbers are understood in every usual spelling.
         */
        PersonIn: {
            /**
             * Email
             * @default
             */
            email: string;
            /** Family Name */
            family_name: string;
            /** Given Name */
            given_name: string;
            /**
             * Landline
             * @default
             */
            landline: string;
            /**
             * Language
             * @description Absent: the asker's own.
             */
            language?: ("ja" | "en") | null;
            /**
             * Mobile
             * @default
             */
            mobile: string;
            /**
             * Region
             * @description The country of the numbers.
             * @default JP
             */
            region: string;
        };
        /**
         * PictureIn
         * @description Why a picture is looked at: the household reads it.
         */
        PictureIn: {
            /** Reason */
            reason: string;
        };
        /**
         * PinIn
         * @description A PIN, as it was typed.
         */
        PinIn: {
            /**
             * Pin
             * Format: password
             */
            pin: string;
        };
        /**
         * PinOut
         * @description Whether the household has a PIN. `is_void`: the last one was ended by somebody's leaving.
         */
        PinOut: {
            /** Is Set */
            is_set: boolean;
            /** Is Void */
            is_void: boolean;
            /** Length */
            length: number | null;
            /** Set Ms */
            set_ms: number | null;
        };
        /**
         * PinShownOut
         * @description The PIN itself.
         */
        PinShownOut: {
            /** Pin */
            pin: string;
        };
        /**
         * PolicyModel
         * @description Who may pass a door; null: every home its station serves, and staff with a key, always.
         */
        PolicyModel: {
            /** Grants */
            grants: components["schemas"]["GrantModel"][] | null;
        };
        /**
         * Problem
         * @description Why something was refused (RFC 9457); `detail` is a sentence in the reader's language.
         */
        Problem: {
            detail: string;
            /** @description when to try again */
            retry_after_ms?: number;
            status: number;
            title: string;
            type: string;
        };
        /**
         * ProfileIn
         * @description How one is called and written to.
         */
        ProfileIn: {
            /** Family Name */
            family_name: string;
            /** Given Name */
            given_name: string;
            /** Landline */
            landline?: string | null;
            /**
             * Language
             * @enum {string}
             */
            language: "ja" | "en";
        };
        /**
         * ProfileOut
         * @description One's own data; numbers as people at home write them.
         */
        ProfileOut: {
            /** Display Name */
            display_name: string;
            /** Email */
            email: string | null;
            /** Family Name */
            family_name: string;
            /** Given Name */
            given_name: string;
            /** Has Password */
            has_password: boolean;
            /** Landline */
            landline: string | null;
            /** Language */
            language: string;
            /** Mobile */
            mobile: string | null;
        };
        /**
         * PromptIn
         * @description Whether it was one of the home who typed its PIN.
         */
        PromptIn: {
            /** Allow */
            allow: boolean;
        };
        /**
         * ProofIn
         * @description Password or code, again.
         */
        ProofIn: {
            /** Code */
            code?: string | null;
            /** Password */
            password?: string | null;
        };
        /**
         * PropertiesOut
         * @description Every property the asker looks after, by name.
         */
        PropertiesOut: {
            /** Properties */
            properties: components["schemas"]["PropertyOut"][];
        };
        /**
         * PropertyDefaultsOut
         * @description What the property decides where the station leaves it to it.
         */
        PropertyDefaultsOut: {
            night: components["schemas"]["NightOut"] | null;
            /** Night Volume */
            night_volume: number;
            snapshots: components["schemas"]["SnapshotPolicy"];
        };
        /**
         * PropertyIn
         * @description A property's name.
         */
        PropertyIn: {
            /** Name */
            name: string;
        };
        /**
         * PropertyMadeOut
         * @description A property that is there now.
         */
        PropertyMadeOut: {
            /** Property Id */
            property_id: string;
        };
        /**
         * PropertyManagerOut
         * @description A manager of a property, or somebody who was asked to be.
         */
        PropertyManagerOut: {
            /** Display Name */
            display_name: string;
            /**
             * Email
             * @description As typed, until they have come; so the numbers.
             */
            email?: string | null;
            /** Family Name */
            family_name: string;
            /** Given Name */
            given_name: string;
            /**
             * Has Second Factor
             * @description Once they have come.
             */
            has_second_factor: boolean;
            /** Is Me */
            is_me: boolean;
            /** Landline */
            landline?: string | null;
            /**
             * Language
             * @description In which they are written to: ja | en
             */
            language: string;
            /**
             * Mail
             * @description queued | sent | failed, until they have come.
             */
            mail?: string | null;
            /** Member Id */
            member_id: string;
            /** Mobile */
            mobile?: string | null;
            /**
             * Role
             * @description master | family | manager | installer
             */
            role: string;
            /**
             * State
             * @description waiting | joined | refused | without_account
             */
            state: string;
            /**
             * Username
             * @description Nine digits, once they have come.
             */
            username?: string | null;
        };
        /**
         * PropertyOfMeOut
         * @description A property the person looks after.
         */
        PropertyOfMeOut: {
            /** Name */
            name: string;
            /** Property Id */
            property_id: string;
            /**
             * Role
             * @description manager | installer
             */
            role: string;
        };
        /**
         * PropertyOut
         * @description A property the asker looks after.
         */
        PropertyOut: {
            /** Buildings */
            buildings: components["schemas"]["BuildingOut"][];
            /** Name */
            name: string;
            /** Property Id */
            property_id: string;
        };
        /**
         * ProposalIn
         * @description How many digits are wished.
         */
        ProposalIn: {
            /**
             * Length
             * @default 6
             */
            length: number;
        };
        /**
         * ProposalOut
         * @description A random PIN, and what each length would cost.
         */
        ProposalOut: {
            /** Lengths */
            lengths: components["schemas"]["LengthOut"][];
            /** Pin */
            pin: string;
        };
        /**
         * PushKeysIn
         * @description The browser's own keys.
         */
        PushKeysIn: {
            /** Auth */
            auth: string;
            /** P256Dh */
            p256dh: string;
        };
        /**
         * PushOut
         * @description Whether this device can be woken, and the key to subscribe with.
         */
        PushOut: {
            /**
             * Public Key
             * @description VAPID public key, as pushManager.subscribe takes it.
             */
            public_key: string;
            /**
             * State
             * @description off | on | lost
             */
            state: string;
        };
        /**
         * PushSubscriptionIn
         * @description What `PushSubscription.toJSON()` gives, and the language of this device.
         */
        PushSubscriptionIn: {
            /** Endpoint */
            endpoint: string;
            keys: components["schemas"]["PushKeysIn"];
            /**
             * Language
             * @default ja
             * @enum {string}
             */
            language: "ja" | "en";
        };
        /**
         * QuietIn
         * @description How this device is to be muted.
         */
        QuietIn: {
            hours?: components["schemas"]["DailyHoursBody"] | null;
            /** Until Ms */
            until_ms?: number | null;
        };
        /**
         * QuietOut
         * @description How this device is muted; `at_ms` is the server's clock.
         */
        QuietOut: {
            /** At Ms */
            at_ms: number;
            hours: components["schemas"]["DailyHoursBody"] | null;
            /** Until Ms */
            until_ms: number | null;
        };
        /**
         * ReachOut
         * @description The newest calls, newest first.
         */
        ReachOut: {
            /** Calls */
            calls: components["schemas"]["CallReachOut"][];
        };
        /**
         * ReasonIn
         * @description Why something is done.
         */
        ReasonIn: {
            /** Reason */
            reason: string;
        };
        /**
         * RecoveryCodesOut
         * @description New recovery codes, shown only now; empty: older ones are left.
         */
        RecoveryCodesOut: {
            /** Recovery Codes */
            recovery_codes: string[];
        };
        /**
         * ReleaseIn
         * @description One tap on 「ドアオープン」.
         */
        ReleaseIn: {
            /** Call Id */
            call_id?: string | null;
            /**
             * Key
             * @description The same key never opens twice.
             */
            key: string;
            /**
             * Tapped Ms
             * @description The server's time of the tap, in milliseconds.
             */
            tapped_ms: number;
        };
        /**
         * ReleasedOut
         * @description The station drove the relay.
         */
        ReleasedOut: {
            /** At Ms */
            at_ms: number;
            /** Event Id */
            event_id: string;
        };
        /**
         * RemoteReleaseIn
         * @description A release from the portal, and why.
         */
        RemoteReleaseIn: {
            /**
             * Key
             * @description The same key never opens twice.
             */
            key: string;
            /** Reason */
            reason: string;
            /**
             * Tapped Ms
             * @description The server's time of the tap, in milliseconds.
             */
            tapped_ms: number;
        };
        /**
         * RemoteReleaseOut
         * @description Who released a door from the portal, and why.
         */
        RemoteReleaseOut: {
            /** At Ms */
            at_ms: number;
            /**
             * Outcome
             * @description opened | failed | unknown | denied; absent: not known.
             */
            outcome: string | null;
            /**
             * Person Name
             * @description Absent: their account was erased.
             */
            person_name: string | null;
            /** Reason */
            reason: string;
        };
        /**
         * RemoteReleasesOut
         * @description The newest releases of a door from the portal.
         */
        RemoteReleasesOut: {
            /** Releases */
            releases: components["schemas"]["RemoteReleaseOut"][];
        };
        /**
         * ResetCodeIn
         * @description Number and code, for a new password.
         */
        ResetCodeIn: {
            /**
             * Code
             * Format: password
             */
            code: string;
            /**
             * Mobile
             * @description In any spelling.
             */
            mobile: string;
            /**
             * Region
             * @description ISO 3166 country or region.
             * @default JP
             */
            region: string;
        };
        /**
         * ResetGrantOut
         * @description Lets a new password be chosen within ten minutes.
         */
        ResetGrantOut: {
            /** Token */
            token: string;
        };
        /**
         * ResetIn
         * @description The mail address of an account.
         */
        ResetIn: {
            /**
             * App
             * @default resident
             * @enum {string}
             */
            app: "resident" | "portal";
            /** Email */
            email: string;
        };
        /**
         * Resident
         * @description Somebody who belongs to a household, or did.
         */
        Resident: {
            /** Household Id */
            household_id: string;
            /** Member Id */
            member_id: string;
            /**
             * Role
             * @description master | family
             */
            role: string;
        };
        /**
         * RunChangeIn
         * @description What the run is to do.
         */
        RunChangeIn: {
            /**
             * State
             * @enum {string}
             */
            state: "running" | "paused" | "stopped";
        };
        /**
         * RunOut
         * @description A run of account mails.
         */
        RunOut: {
            /** Failed */
            failed: number;
            /** Left */
            left: number;
            /** Run Id */
            run_id: string;
            /** Sent */
            sent: number;
            /**
             * Skipped
             * @description Had signed in, or left, before it was their turn.
             */
            skipped: number;
            /** Started By */
            started_by: string | null;
            /** Started Ms */
            started_ms: number;
            /**
             * State
             * @description running | paused | stopped | done
             */
            state: string;
            /** Total */
            total: number;
        };
        /**
         * ScheduleModel
         * @description When a key works. Instants for `once`; minutes of the building's day for `daily` and `weekly`.
         */
        ScheduleModel: {
            /** From Minute */
            from_minute?: number | null;
            /** From Ms */
            from_ms?: number | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "once" | "daily" | "weekly";
            /**
             * Last Day
             * @description The last day on which a window begins.
             */
            last_day?: string | null;
            /**
             * To Minute
             * @description Not later than from_minute: past midnight.
             */
            to_minute?: number | null;
            /** Until Ms */
            until_ms?: number | null;
            /**
             * Weekdays
             * @description 0 is Monday.
             */
            weekdays?: number[] | null;
        };
        /**
         * SeatOrderIn
         * @description What the payment's page calls the seat, in the orderer's words and language.
         */
        SeatOrderIn: {
            /** Description */
            description: string;
            /**
             * Language
             * @default ja
             * @enum {string}
             */
            language: "ja" | "en";
        };
        /**
         * SeatOrderOut
         * @description An order as the staff see it.
         */
        SeatOrderOut: {
            /** Building Name */
            building_name: string;
            /** Currency */
            currency: string;
            /** Home Number */
            home_number: string;
            /**
             * Method
             * @description invoice | stripe
             */
            method: string;
            /** Order Id */
            order_id: string;
            /** Ordered By */
            ordered_by: string | null;
            /** Ordered Ms */
            ordered_ms: number;
            /** Price */
            price: number;
            /** Settled Ms */
            settled_ms: number | null;
            /**
             * State
             * @description open | paid | cancelled
             */
            state: string;
        };
        /**
         * SeatOrderedOut
         * @description An order, and the page where it is paid; without one the manager confirms the invoice.
         */
        SeatOrderedOut: {
            /** Order Id */
            order_id: string;
            /** Url */
            url: string | null;
        };
        /**
         * SeatOrdersOut
         * @description The seat orders of a property, newest first.
         */
        SeatOrdersOut: {
            /** Orders */
            orders: components["schemas"]["SeatOrderOut"][];
        };
        /**
         * SecondCodeIn
         * @description A code of an authenticator app, or a recovery code, as it was typed.
         */
        SecondCodeIn: {
            /**
             * App
             * @enum {string}
             */
            app: "resident" | "portal";
            /**
             * Code
             * Format: password
             */
            code: string;
            /**
             * Device Label
             * @description How the device list names it.
             * @default
             */
            device_label: string;
        };
        /**
         * SecurityOut
         * @description What protects one's account.
         */
        SecurityOut: {
            /** Has Password */
            has_password: boolean;
            /**
             * Is Required
             * @description A property one looks after wants a second factor.
             */
            is_required: boolean;
            /** Passkeys */
            passkeys: components["schemas"]["PasskeyOut"][];
            /** Recovery Codes Left */
            recovery_codes_left: number;
            /** Totp Last Used Ms */
            totp_last_used_ms: number | null;
            /**
             * Totp Since Ms
             * @description When the authenticator app was set up; null: none is.
             */
            totp_since_ms: number | null;
        };
        /**
         * ServedBuildingOut
         * @description A building whose homes a station calls.
         */
        ServedBuildingOut: {
            /** Building Id */
            building_id: string;
            /** Name */
            name: string;
        };
        /**
         * ServedBuildingsIn
         * @description Every building a station is to serve; the one it stands in always is, named or not.
         */
        ServedBuildingsIn: {
            /** Building Ids */
            building_ids: string[];
        };
        /**
         * SettingsIn
         * @description All of a property's settings.
         */
        SettingsIn: {
            /**
             * Backup Caller
             * @description In any spelling; empty: none.
             * @default
             */
            backup_caller: string;
            /** Free Family Members */
            free_family_members: number;
            /**
             * Require Second Factor
             * @default false
             */
            require_second_factor: boolean;
            /** Seat Currency */
            seat_currency: string;
            /** Seat Price */
            seat_price: number;
            /**
             * Support Hours
             * @default
             */
            support_hours: string;
            /**
             * Support Phone
             * @default
             */
            support_phone: string;
        };
        /**
         * SettingsOut
         * @description What a property's staff set for it.
         */
        SettingsOut: {
            /**
             * Backup Caller
             * @description The number telephone backup calls from, as people write it.
             */
            backup_caller: string;
            /** Free Family Members */
            free_family_members: number;
            /**
             * Require Second Factor
             * @description Of its managers and installers, when they sign in.
             */
            require_second_factor: boolean;
            /** Seat Currency */
            seat_currency: string;
            /**
             * Seat Price
             * @description Of a further family member, in the currency's smallest unit.
             */
            seat_price: number;
            /** Support Hours */
            support_hours: string;
            /** Support Phone */
            support_phone: string;
        };
        /**
         * SheetsIn
         * @description Whose sheets are printed, in this order.
         */
        SheetsIn: {
            /** Entry Ids */
            entry_ids: string[];
        };
        /**
         * SignInIn
         * @description User name and password, from one of the two apps.
         */
        SignInIn: {
            /**
             * App
             * @enum {string}
             */
            app: "resident" | "portal";
            /**
             * Device Label
             * @description How the device list names it.
             * @default
             */
            device_label: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            /** Username */
            username: string;
        };
        /**
         * SignatureIn
         * @description What a passkey has signed.
         */
        SignatureIn: {
            /** Authenticator Data */
            authenticator_data: string;
            /** Client Data */
            client_data: string;
            /** Credential Id */
            credential_id: string;
            /** Signature */
            signature: string;
        };
        /**
         * SnapshotChoice
         * @enum {string}
         */
        SnapshotChoice: "property" | "missed" | "never";
        /**
         * SnapshotPolicy
         * @enum {string}
         */
        SnapshotPolicy: "missed" | "never";
        /**
         * StaffKeyIn
         * @description The form of a new PIN or key for somebody of the staff.
         */
        StaffKeyIn: {
            /** Door Ids */
            door_ids?: string[] | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "pin" | "qr";
            /** Name */
            name: string;
            schedule?: components["schemas"]["ScheduleModel"] | null;
        };
        /**
         * StaffKeyMadeOut
         * @description A new one: what opens is shown this once.
         */
        StaffKeyMadeOut: {
            /** Created Ms */
            created_ms: number;
            /** Door Ids */
            door_ids: string[] | null;
            /** Key Id */
            key_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "pin" | "qr";
            /** Name */
            name: string;
            /** Pin */
            pin: string | null;
            /** Qr Text */
            qr_text: string | null;
            schedule: components["schemas"]["ScheduleModel"] | null;
        };
        /**
         * StaffKeyOut
         * @description One of the staff's, without what opens.
         */
        StaffKeyOut: {
            /** Created Ms */
            created_ms: number;
            /** Door Ids */
            door_ids: string[] | null;
            /** Key Id */
            key_id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "pin" | "qr";
            /** Name */
            name: string;
            schedule: components["schemas"]["ScheduleModel"] | null;
        };
        /**
         * StaffKeysOut
         * @description The staff's PINs and keys of a property, and its doors.
         */
        StaffKeysOut: {
            /** Doors */
            doors: components["schemas"]["KeyDoorOut"][];
            /** Keys */
            keys: components["schemas"]["StaffKeyOut"][];
            /** Time Zone */
            time_zone: string;
        };
        /**
         * StaffTermsIn
         * @description For whom a PIN or key of the staff is, and when and where it is good.
         */
        StaffTermsIn: {
            /** Door Ids */
            door_ids?: string[] | null;
            /** Name */
            name: string;
            schedule?: components["schemas"]["ScheduleModel"] | null;
        };
        /**
         * StationAlarm
         * @description A station needs somebody, or no longer does.
         */
        StationAlarm: {
            /**
             * Alarm Id
             * @description The same when it begins and when it is over.
             */
            alarm_id: string;
            /**
             * At Ms
             * @description Since when, or until when, it was so.
             */
            at_ms: number;
            /** Building Id */
            building_id: string | null;
            /** Station Id */
            station_id: string;
        };
        /**
         * StationDoorOut
         * @description A door one of the station's relays releases.
         */
        StationDoorOut: {
            /** Building Id */
            building_id: string | null;
            /** Building Name */
            building_name: string;
            /** Door Id */
            door_id: string;
            /**
             * Fail Mode
             * @description `secure`: locked without power; `safe`: unlocked.
             */
            fail_mode: string | null;
            /** Name */
            name: string;
            /** Online */
            online: boolean;
            /** Relay */
            relay: number | null;
            /** Release Ms */
            release_ms: number | null;
        };
        /**
         * StationIn
         * @description A new door station, and its first door where it has one.
         */
        StationIn: {
            /**
             * Building Id
             * @description Where it stands.
             */
            building_id: string;
            door?: components["schemas"]["NewDoorIn"] | null;
            /** Name */
            name: string;
        };
        /**
         * StationMadeOut
         * @description A station that is there now; a unit is enrolled by a code.
         */
        StationMadeOut: {
            /** Station Id */
            station_id: string;
        };
        /**
         * StationNameIn
         * @description A door station's name.
         */
        StationNameIn: {
            /** Name */
            name: string;
        };
        /**
         * StationOut
         * @description A door station with its live state.
         */
        StationOut: {
            /** Building Id */
            building_id: string | null;
            /** Building Name */
            building_name: string;
            /** Clock Uncertainty Ms */
            clock_uncertainty_ms: number | null;
            /** Doors */
            doors: components["schemas"]["StationDoorOut"][];
            /** Enrolled */
            enrolled: boolean;
            /**
             * Enrolled Ms
             * @description When the unit that is the station now became it.
             */
            enrolled_ms: number | null;
            /** Last Event Ms */
            last_event_ms: number | null;
            /** Name */
            name: string;
            /** Online */
            online: boolean;
            /** Property Id */
            property_id: string | null;
            /** Property Name */
            property_name: string | null;
            /** Serves */
            serves: components["schemas"]["ServedBuildingOut"][];
            /** Since Ms */
            since_ms: number | null;
            /** Station Id */
            station_id: string;
            /**
             * Tampered
             * @description Whether its housing is open; absent: it cannot tell.
             */
            tampered: boolean | null;
            /** Version */
            version: string | null;
        };
        /**
         * StationRemovedOut
         * @description A station is gone, its doors, and so many keys that were for no other or counted there.
         */
        StationRemovedOut: {
            /**
             * Doors
             * @description Their names.
             */
            doors: string[];
            /** Keys */
            keys: number;
        };
        /**
         * StationsOut
         * @description Every station of the asker's properties.
         */
        StationsOut: {
            /** Stations */
            stations: components["schemas"]["StationOut"][];
        };
        /**
         * StepOut
         * @description By what the second step can be taken.
         */
        StepOut: {
            /** Has Recovery Codes */
            has_recovery_codes: boolean;
            /** Has Totp */
            has_totp: boolean;
            passkey: components["schemas"]["AskedOut"] | null;
        };
        /**
         * StillWantedOut
         * @description Whether the call still waits for an answer on this device.
         */
        StillWantedOut: {
            /** Is Wanted */
            is_wanted: boolean;
        };
        /**
         * StolenOut
         * @description How many homes need a new PIN, and whose staff PINs are void.
         */
        StolenOut: {
            /** Homes */
            homes: number;
            /** Staff */
            staff: string[];
        };
        /**
         * StopIn
         * @description The token of the link in the notice of a new device.
         */
        StopIn: {
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * StoreKeyIn
         * @description Who keeps the key of the stations' store.
         */
        StoreKeyIn: {
            /**
             * Kept By
             * @enum {string}
             */
            kept_by: "unit" | "server";
        };
        /**
         * StoreKeysOut
         * @description Who keeps the key of the stations' store, by building.
         */
        StoreKeysOut: {
            /** Kept By */
            kept_by: {
                [key: string]: "unit" | "server";
            };
        };
        /**
         * Test
         * @description A message that somebody asked for in the portal.
         */
        Test: {
            /** Webhook Id */
            webhook_id: string;
        };
        /**
         * TestOut
         * @description How far this device's test call has come.
         */
        TestOut: {
            /** Accepted Ms */
            accepted_ms: number | null;
            /**
             * Failure
             * @description off | gone | refused | unreachable
             */
            failure: string | null;
            /** Rang Ms */
            rang_ms: number | null;
            /** Seen Ms */
            seen_ms: number | null;
            /** Sent Ms */
            sent_ms: number | null;
            /** Woke Ms */
            woke_ms: number | null;
        };
        /**
         * TestStartedOut
         * @description A test call is on its way.
         */
        TestStartedOut: {
            /** Test Id */
            test_id: string;
        };
        /**
         * TimesOut
         * @description How long something took.
         */
        TimesOut: {
            /** Count */
            count: number;
            /** Median Ms */
            median_ms: number | null;
            /** P95 Ms */
            p95_ms: number | null;
        };
        /**
         * TokenIn
         * @description The form of a new token.
         */
        TokenIn: {
            /** Name */
            name: string;
            /** Scopes */
            scopes: components["schemas"]["ApiScope"][];
            /**
             * Until Ms
             * @description When it expires; null: it does not.
             */
            until_ms?: number | null;
        };
        /**
         * TokenMadeOut
         * @description A new token: shown this once.
         */
        TokenMadeOut: {
            /** Token */
            token: string;
            /** Token Id */
            token_id: string;
        };
        /**
         * TokenOut
         * @description A token, without itself.
         */
        TokenOut: {
            /** Created Ms */
            created_ms: number;
            /**
             * Has Maker
             * @description Whoever made it still looks after the property; else it is no good.
             */
            has_maker: boolean;
            /**
             * Is Open
             * @description Neither expired nor revoked.
             */
            is_open: boolean;
            /**
             * Last Used Ms
             * @description To the minute.
             */
            last_used_ms: number | null;
            /**
             * Made By
             * @description The name of who made it; null: somebody erased.
             */
            made_by: string | null;
            /** Name */
            name: string;
            /** Scopes */
            scopes: components["schemas"]["ApiScope"][];
            /** Token Id */
            token_id: string;
            /**
             * Until Ms
             * @description When it expires, or was revoked.
             */
            until_ms: number | null;
        };
        /**
         * TokensOut
         * @description The tokens of a property, newest first, with those that ended in the last 30 days.
         */
        TokensOut: {
            /** Tokens */
            tokens: components["schemas"]["TokenOut"][];
        };
        /**
         * Topic
         * @description What a webhook may be for.
         * @enum {string}
         */
        Topic: "opening" | "call" | "alarm" | "resident";
        /**
         * TypedDigits
         * @description A code as it was typed.
         */
        TypedDigits: {
            /**
             * Code
             * Format: password
             */
            code: string;
        };
        /**
         * Verdict
         * @enum {string}
         */
        Verdict: "passed" | "faults" | "incomplete";
        /**
         * VisitorKeyIn
         * @description A key, as its link or QR code holds it.
         */
        VisitorKeyIn: {
            /**
             * Token
             * Format: password
             */
            token: string;
        };
        /**
         * VisitorKeyOut
         * @description A key as its visitor sees it. `qr_text` null: it is over.
         */
        VisitorKeyOut: {
            /** Building Name */
            building_name: string;
            /** Doors */
            doors: string[];
            /** Entrance */
            entrance: string | null;
            /** Next Ms */
            next_ms: number | null;
            /** Qr Text */
            qr_text: string | null;
            schedule: components["schemas"]["ScheduleModel"] | null;
            /** State */
            state: string;
            /** Time Zone */
            time_zone: string;
            /** Until Ms */
            until_ms: number | null;
            /** Uses */
            uses: number | null;
            /** Uses Left */
            uses_left: number | null;
            /** Visitor Name */
            visitor_name: string;
        };
        /**
         * WebhookChangeIn
         * @description Where to tell what from now on, and whether.
         */
        WebhookChangeIn: {
            /** Is On */
            is_on: boolean;
            /** Topics */
            topics: components["schemas"]["Topic"][];
            /**
             * Url
             * @description https, on the public internet.
             */
            url: string;
        };
        /**
         * WebhookDeliveriesOut
         * @description What a webhook was told in the last 14 days, newest first, at most 100.
         */
        WebhookDeliveriesOut: {
            /** Deliveries */
            deliveries: components["schemas"]["WebhookDeliveryOut"][];
        };
        /**
         * WebhookDeliveryOut
         * @description One message, and what came of its last attempt.
         */
        WebhookDeliveryOut: {
            /**
             * Answer
             * @description How the answer begins.
             */
            answer: string | null;
            /** Attempts */
            attempts: number;
            /** Body */
            body: string;
            /** Created Ms */
            created_ms: number;
            /** Delivery Id */
            delivery_id: string;
            /** Duration Ms */
            duration_ms: number | null;
            /**
             * Fault
             * @description address | timeout | unreachable | status; null: it was taken.
             */
            fault: string | null;
            /**
             * Message Id
             * @description The header `webhook-id`: the same at every attempt.
             */
            message_id: string;
            /** Next Ms */
            next_ms: number | null;
            /**
             * State
             * @enum {string}
             */
            state: "queued" | "sent" | "dead";
            /** Status */
            status: number | null;
            /** Tried Ms */
            tried_ms: number | null;
            /** Type */
            type: string;
        };
        /**
         * WebhookIn
         * @description Where to tell what.
         */
        WebhookIn: {
            /** Topics */
            topics: components["schemas"]["Topic"][];
            /**
             * Url
             * @description https, on the public internet.
             */
            url: string;
        };
        /**
         * WebhookMadeOut
         * @description A secret that is new: shown this once.
         */
        WebhookMadeOut: {
            /**
             * Secret
             * @description `whsec_` and base64, as libraries of Standard Webhooks take it.
             */
            secret: string;
            /** Webhook Id */
            webhook_id: string;
        };
        /**
         * WebhookOut
         * @description A webhook, without its secret.
         */
        WebhookOut: {
            /** Created Ms */
            created_ms: number;
            /**
             * Failing Since Ms
             * @description Nothing was taken since then; null: all is well.
             */
            failing_since_ms: number | null;
            /**
             * Off Ms
             * @description Since when it is off; null: it is on.
             */
            off_ms: number | null;
            /** Off Reason */
            off_reason: ("failing" | "gone" | "staff") | null;
            /**
             * Old Secret Until Ms
             * @description Until when the secret before signs as well.
             */
            old_secret_until_ms: number | null;
            /** Topics */
            topics: components["schemas"]["Topic"][];
            /** Url */
            url: string;
            /** Webhook Id */
            webhook_id: string;
        };
        /**
         * WebhooksOut
         * @description The webhooks of a property.
         */
        WebhooksOut: {
            /** Webhooks */
            webhooks: components["schemas"]["WebhookOut"][];
        };
        /**
         * WeekOut
         * @description Seven days of a property.
         */
        WeekOut: {
            /** Days */
            days: components["schemas"]["DayOut"][];
            /** @description From the visitor's press to the first phone that rang. */
            first_rang: components["schemas"]["TimesOut"];
            /** @description Until the push service took a notice. */
            push: components["schemas"]["TimesOut"];
            /** Time Zone */
            time_zone: string;
            /** @description Until a sleeping phone was awake. */
            woke: components["schemas"]["TimesOut"];
        };
        /**
         * StepIn
         * @description The app whose second step is meant; the first is known by a cookie.
         */
        genkan__server__accounts__security_schemas__StepIn: {
            /**
             * App
             * @enum {string}
             */
            app: "resident" | "portal";
        };
        /**
         * StepIn
         * @description A step that this device has taken.
         */
        genkan__server__calls__reach_schemas__StepIn: {
            /**
             * Step
             * @enum {string}
             */
            step: "woke" | "rang" | "seen";
        };
    };
    responses: {
        /** @description Refused */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_deliveries_api_app_calls__call_id__deliveries_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveriesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_delivery_api_app_calls__call_id__delivery_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["genkan__server__calls__reach_schemas__StepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StillWantedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_call_snapshot_api_app_calls__call_id__snapshot_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_doors_api_app_doors_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_release_api_app_doors__door_id__release_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                door_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_history_api_app_history_get: {
        parameters: {
            query?: {
                before_ms?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_contact_api_app_households__household_id__contact_vcf_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/vcard": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_dependent_api_app_households__household_id__dependents_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DependentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_family_api_app_households__household_id__family_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FamilyOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_keys_api_app_households__household_id__keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_key_api_app_households__household_id__keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyDetailOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_master_api_app_households__household_id__master_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeirIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_member_api_app_households__household_id__members_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_member_api_app_households__household_id__members__member_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_member_api_app_households__household_id__members__member_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_again_api_app_households__household_id__members__member_id__send_again_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_stop_api_app_households__household_id__members__member_id__stop_devices_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_pin_api_app_households__household_id__pin_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_pin_api_app_households__household_id__pin_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_pin_api_app_households__household_id__pin_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_proposal_api_app_households__household_id__pin_proposal_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposalOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_show_api_app_households__household_id__pin_show_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinShownOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_rules_api_app_households__household_id__rules_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseholdRulesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_rules_api_app_households__household_id__rules_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HouseholdRulesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseholdRulesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_seat_api_app_households__household_id__seats_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeatOrderIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatOrderedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_ice_api_app_ice_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IceOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_invitations_api_app_invitations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_accept_api_app_invitations__invitation_id__accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_refuse_api_app_invitations__invitation_id__refuse_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_key_api_app_keys__key_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyDetailOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_key_api_app_keys__key_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyDetailOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_mail_api_app_keys__key_id__mail_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyMailIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyDetailOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_picture_api_app_keys__key_id__uses__event_id__picture_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
                event_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_resident_api_app_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_self_api_app_me_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_consent_api_app_me_consent_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_devices_api_app_me_devices_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DevicesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_device_api_app_me_devices__session_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_email_api_app_me_email_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_email_code_api_app_me_email_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_export_api_app_me_export_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnDataOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_mobile_api_app_me_mobile_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MobileCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_mobile_code_api_app_me_mobile_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MobileIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_password_api_app_me_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_profile_api_app_me_profile_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_profile_api_app_me_profile_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_proof_api_app_me_proof_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_proof_code_api_app_me_proof_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_own_api_app_notices_get: {
        parameters: {
            query?: {
                language?: "ja" | "en";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnNoticesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_file_api_app_notices__notice_id__files__file_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_read_api_app_notices__notice_id__read_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_prompt_api_app_prompts__prompt_id__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                prompt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_subscription_api_app_push_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_subscription_api_app_push_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushSubscriptionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_subscription_api_app_push_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_quiet_api_app_quiet_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuietOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_quiet_api_app_quiet_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuietIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuietOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_seat_api_app_seats__order_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_test_api_app_test_ring_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestStartedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_test_api_app_test_ring__test_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                test_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_test_step_api_app_test_ring__test_id__delivery_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                test_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["genkan__server__calls__reach_schemas__StepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_new_password_api_password_new_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_reset_api_password_reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_reset_code_api_password_reset_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetGrantOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_news_api_payments_news_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_alarms_api_portal_alarms_get: {
        parameters: {
            query?: {
                show?: "open" | "all";
                before?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_acknowledge_api_portal_alarms__alarm_id__acknowledge_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alarm_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_building_api_portal_buildings__building_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                building_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BuildingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_homes_api_portal_buildings__building_id__homes_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                building_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HomesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_store_key_api_portal_buildings__building_id__store_key_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                building_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StoreKeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_answer_api_portal_checks__check_id__answers_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckAnswerIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_code_api_portal_checks__check_id__code_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_finish_api_portal_checks__check_id__finish_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_again_api_portal_checks__check_id__look_again_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_report_api_portal_checks__check_id__report_get: {
        parameters: {
            query?: {
                language?: "ja" | "en";
            };
            header?: never;
            path: {
                check_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_door_api_portal_doors__door_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                door_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DoorIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_door_api_portal_doors__door_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                door_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorRemovedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_door_policy_api_portal_doors__door_id__policy_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                door_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyModel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_door_policy_api_portal_doors__door_id__policy_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                door_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyModel"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyModel"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_release_api_portal_doors__door_id__release_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                door_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemoteReleaseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_releases_api_portal_doors__door_id__releases_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                door_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemoteReleasesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_home_api_portal_homes__home_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                home_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_household_api_portal_homes__home_id__households_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                home_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveInIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HouseholdMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_household_api_portal_households__household_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FamilyOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_master_api_portal_households__household_id__master_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeirIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_again_api_portal_households__household_id__members__member_id__send_again_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_stop_api_portal_households__household_id__members__member_id__stop_devices_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
                member_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_move_out_api_portal_households__household_id__move_out_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveOutIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_move_out_api_portal_households__household_id__move_out_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                household_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_invitations_api_portal_invitations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_accept_api_portal_invitations__invitation_id__accept_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_refuse_api_portal_invitations__invitation_id__refuse_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_issue_api_portal_issues__run_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_staff_api_portal_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_password_api_portal_me_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_proof_api_portal_me_proof_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_proof_code_api_portal_me_proof_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_security_api_portal_me_security_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_passkey_api_portal_me_security_passkeys_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPasskeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyAddedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_begin_api_portal_me_security_passkeys_begin_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPasskeyOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_passkey_api_portal_me_security_passkeys__passkey_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_codes_api_portal_me_security_recovery_codes_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_totp_api_portal_me_security_totp_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTotpOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_totp_api_portal_me_security_totp_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_confirm_api_portal_me_security_totp_confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TypedDigits"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_failed_api_portal_messages_failed_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailedMessagesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_send_again_api_portal_messages__message_id__send_again_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_staff_file_api_portal_notice_files__file_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                file_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_notice_api_portal_notices__notice_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_withdraw_api_portal_notices__notice_id__withdraw_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_office_calls_api_portal_office_calls_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfficeCallsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_office_picture_api_portal_office_calls__call_id__picture_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_properties_api_portal_properties_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertiesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_property_api_portal_properties_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PropertyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PropertyMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_property_api_portal_properties__property_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PropertyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_accounts_api_portal_properties__property_id__accounts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_issue_api_portal_properties__property_id__accounts_issue_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_sheets_api_portal_properties__property_id__accounts_sheets_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SheetsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_settings_api_portal_properties__property_id__alarm_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmSettingsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_choice_api_portal_properties__property_id__alarm_settings_choice_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmChoiceModel"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_rules_api_portal_properties__property_id__alarm_settings_rules_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmRulesModel"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_lines_api_portal_properties__property_id__audit_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                doer_id?: string | null;
                area?: components["schemas"]["Area"] | null;
                from_ms?: number | null;
                to_ms?: number | null;
            };
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_file_api_portal_properties__property_id__audit_csv_get: {
        parameters: {
            query?: {
                language?: "ja" | "en";
                doer_id?: string | null;
                area?: components["schemas"]["Area"] | null;
                from_ms?: number | null;
                to_ms?: number | null;
            };
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_building_api_portal_properties__property_id__buildings_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BuildingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuildingMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_entrance_api_portal_properties__property_id__entrance_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntranceOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_entrance_api_portal_properties__property_id__entrance_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntranceBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntranceOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_events_api_portal_properties__property_id__events_get: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                door_id?: string | null;
                method?: components["schemas"]["Method"] | null;
                outcome?: components["schemas"]["Outcome"] | null;
                from_ms?: number | null;
                to_ms?: number | null;
                look_id?: string | null;
            };
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_file_api_portal_properties__property_id__events_csv_get: {
        parameters: {
            query?: {
                language?: "ja" | "en";
                door_id?: string | null;
                method?: components["schemas"]["Method"] | null;
                outcome?: components["schemas"]["Outcome"] | null;
                from_ms?: number | null;
                to_ms?: number | null;
                look_id?: string | null;
            };
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_look_api_portal_properties__property_id__events_look_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LookIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_picture_api_portal_properties__property_id__events__event_id__picture_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
                event_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PictureIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_homes_api_portal_properties__property_id__homes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HomesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_import_api_portal_properties__property_id__import_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPlanOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_preview_api_portal_properties__property_id__import_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPlanOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_managers_api_portal_properties__property_id__managers_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagersOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_manager_api_portal_properties__property_id__managers_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_manager_api_portal_properties__property_id__managers__manager_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
                manager_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_manager_api_portal_properties__property_id__managers__manager_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
                manager_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_factor_api_portal_properties__property_id__managers__manager_id__second_factor_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
                manager_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_again_api_portal_properties__property_id__managers__manager_id__send_again_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
                manager_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_manual_api_portal_properties__property_id__manual_get: {
        parameters: {
            query?: {
                language?: "ja" | "en";
            };
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_file_api_portal_properties__property_id__notice_files_post: {
        parameters: {
            query: {
                name: string;
            };
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeFileOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_notices_api_portal_properties__property_id__notices_get: {
        parameters: {
            query?: {
                before?: string | null;
            };
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_notice_api_portal_properties__property_id__notices_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_seats_api_portal_properties__property_id__seats_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatOrdersOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_settings_api_portal_properties__property_id__settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_settings_api_portal_properties__property_id__settings_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_staff_keys_api_portal_properties__property_id__staff_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffKeysOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_staff_key_api_portal_properties__property_id__staff_keys_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffKeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffKeyMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_store_keys_api_portal_properties__property_id__store_keys_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoreKeysOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_tokens_api_portal_properties__property_id__tokens_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokensOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_token_api_portal_properties__property_id__tokens_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_webhooks_api_portal_properties__property_id__webhooks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhooksOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_webhook_api_portal_properties__property_id__webhooks_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_week_api_portal_properties__property_id__week_get: {
        parameters: {
            query?: {
                last?: string | null;
            };
            header?: never;
            path: {
                property_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WeekOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_reach_api_portal_reach_get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReachOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_seat_api_portal_seats__order_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_confirm_api_portal_seats__order_id__confirm_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_staff_key_api_portal_staff_keys__key_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffTermsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffKeyOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_staff_key_api_portal_staff_keys__key_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_stations_api_portal_stations_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_station_api_portal_stations_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_station_api_portal_stations__station_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StationNameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_station_api_portal_stations__station_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationRemovedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_buildings_api_portal_stations__station_id__buildings_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServedBuildingsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_checks_api_portal_stations__station_id__checks_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChecksOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_check_api_portal_stations__station_id__checks_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckStartIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckStartedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_door_api_portal_stations__station_id__doors_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDoorIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoorMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_code_api_portal_stations__station_id__enrolment_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentCodeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_api_portal_stations__station_id__settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PanelSettingsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    put_api_portal_stations__station_id__settings_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PanelSettingsModel"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PanelSettingsOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_stolen_api_portal_stations__station_id__stolen_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StolenOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_token_api_portal_tokens__token_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_again_api_portal_webhook_deliveries__delivery_id__send_again_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    put_webhook_api_portal_webhooks__webhook_id__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    delete_webhook_api_portal_webhooks__webhook_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    get_deliveries_api_portal_webhooks__webhook_id__deliveries_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveriesOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_secret_api_portal_webhooks__webhook_id__secret_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_test_api_portal_webhooks__webhook_id__test_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryMadeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_link_api_ring_link_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowLinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_sign_in_api_sign_in_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_code_api_sign_in_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MobileIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeSentOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_code_check_api_sign_in_code_check_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_hand_over_api_sign_in_hand_over_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkNewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_hand_over_code_api_sign_in_hand_over_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_link_api_sign_in_link_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_look_api_sign_in_link_look_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkLookIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_new_link_api_sign_in_link_new_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkNewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_alone_api_sign_in_passkey_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignInIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_offer_api_sign_in_passkey_offer_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskedOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_code_api_sign_in_second_code_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondCodeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_look_api_sign_in_second_look_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["genkan__server__accounts__security_schemas__StepIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StepOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_passkey_api_sign_in_second_passkey_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasskeySignInIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_stop_api_sign_in_stop_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StopIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetGrantOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_sign_out_api_sign_out_post: {
        parameters: {
            query: {
                app: "resident" | "portal";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_enrol_api_stations_enrol_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolledOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    post_visitor_key_api_visitor_key_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VisitorKeyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorKeyOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_health_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthOut"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthOut"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    get_metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: {
                authorization?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    post_messagegenkan_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageOut"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
}
