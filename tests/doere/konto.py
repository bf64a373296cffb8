"""What the addresses that are about nobody's contract must answer: log-in, one's own account, and what is open."""

# The doors that are the same for everybody who is logged in. These users have neither password nor second step, so
# that nothing can be confirmed, and there is no provider.
# address                              methods                   anonym  logged in
OM_KONTOEN = """
sundhed                                hent                      200     200
sundhed                                ikke-hent                 405     405
rapporter:kalender                     hent                      200     200
rapporter:kalender                     ikke-hent                 405     405
paamindelser                           hent                      ind     200
paamindelser                           ikke-hent                 ind     405
paamindelser_til                       hent                      ind     302
paamindelser_til                       send                      ind     302!
paamindelser_til                       andre                     ind     405
paamindelser_fra                       hent                      ind     302
paamindelser_fra                       send                      ind     302!
paamindelser_fra                       andre                     ind     405
kalender_ny                            hent                      ind     302
kalender_ny                            send                      ind     302!
kalender_ny                            andre                     ind     405
kalender_luk                           hent                      ind     302
kalender_luk                           send                      ind     302!
kalender_luk                           andre                     ind     405
account_login                          begge,PUT,OPTIONS         200     302
account_login                          PATCH,DELETE              405     302
mfa_authenticate                       alle                      302     302
mfa_login_webauthn                     begge,PUT                 302     302
mfa_login_webauthn                     PATCH,DELETE              405     302
mfa_login_webauthn                     OPTIONS                   200     302
openid_connect_login                   alle                      404     404
openid_connect_callback                alle                      404     404
account_logout                         alle                      302     302
logget_ud                              hent,OPTIONS              200     200
logget_ud                              POST,PUT,PATCH,DELETE     405     405
account_change_password                alle                      ind     302
account_set_password                   alle                      ind     302
account_reset_password                 begge,PUT,OPTIONS         200     200
account_reset_password                 PATCH,DELETE              405     405
account_reset_password_done            hent,OPTIONS              200     200
account_reset_password_done            POST,PUT,PATCH,DELETE     405     405
account_reset_password_from_key_done   hent,OPTIONS              200     200
account_reset_password_from_key_done   POST,PUT,PATCH,DELETE     405     405
account_reset_password_from_key        alle                      200     200
mfa_index                              hent,OPTIONS              ind     200
mfa_index                              POST,PUT,PATCH,DELETE     ind     405
account_reauthenticate                 alle                      ind     403
mfa_reauthenticate                     alle                      ind     403
mfa_reauthenticate_webauthn            alle                      ind     403
mfa_activate_totp                      begge,PUT,OPTIONS         ind     200
mfa_activate_totp                      PATCH,DELETE              ind     405
mfa_deactivate_totp                    alle                      ind     404
mfa_view_recovery_codes                hent                      ind     404
mfa_view_recovery_codes                POST,PUT,PATCH,DELETE     ind     405
mfa_view_recovery_codes                OPTIONS                   ind     200
mfa_generate_recovery_codes            begge,PUT,OPTIONS         ind     200
mfa_generate_recovery_codes            PATCH,DELETE              ind     405
mfa_download_recovery_codes            alle                      ind     404
mfa_list_webauthn                      alle                      ind     302
mfa_add_webauthn                       begge,PUT,OPTIONS         ind     200
mfa_add_webauthn                       PATCH,DELETE              ind     405
mfa_edit_webauthn                      begge,PUT                 ind     404
mfa_edit_webauthn                      PATCH,DELETE              ind     405
mfa_edit_webauthn                      OPTIONS                   ind     200
mfa_remove_webauthn                    begge,DELETE              ind     404
mfa_remove_webauthn                    PUT,PATCH                 ind     405
mfa_remove_webauthn                    OPTIONS                   ind     200
"""
