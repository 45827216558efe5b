"""The file that `monitor init` writes: it works as it is, and what may be wanted stands in comments."""

from monitor import urls
from monitor.errors import UsageError

EXAMPLE = "https://www.example.fi/maahanmuutto"

TEXT = """\
# yaml-language-server: $schema=targets.schema.json
#
# What is watched, and who hears of it. `monitor config check` says what is wrong here, and where.
# Patterns are a path on the target's hosts (/maahanmuutto/ with all below it), an address, * for anything,
# or re: and a regular expression. Text that looks like a number needs quotes: "0295 333 200".

monitor:
  timezone: Europe/Helsinki         # of schedules

  # Where a webmaster reaches you: an e-mail address or a page. It is sent with every request.
  # Without it nothing but this machine itself is fetched.
  # contact: web@example.fi

  # Who hears of the monitor's own troubles, of timeouts and certificates.
  # admin: {email: web@example.fi, language: fi}

  # database: freshness.db          # beside this file
  # reports: reports                # beside this file
  # knowledge: [our-names.yaml]     # names, numbers and addresses of your own that go out of use: docs/knowledge.md
  # keep: {unread_pages: 90, mails: 30, resolved: 365, looks: 90}  # days
  # proxy: http://proxy.example.fi:3128
  # allow_networks: [10.20.0.0/16]  # private networks that may be fetched

smtp:
  enabled: false                    # no mail until you say so
  # host: mail.example.fi
  # port: 587
  # tls: starttls                   # or implicit (465), or none
  # username: monitor               # the password is read from MONITOR_SMTP_PASSWORD
  # from: monitor@example.fi
  # envelope_sender: bounces@example.fi
  # timeout: 60                     # seconds
  # ca_file: ca.pem                 # certificates to trust instead of the system's

# Who mends pages. The language of the mail is never guessed.
editors: []
  # - name: Web team
  #   email: web@example.fi
  #   language: fi                  # fi, sv, en or ru
  #   cadence: weekly               # daily, weekly, or when-new
  #   weekday: mon
  #   hour: 8

targets:
  - name: <name>
    start: ["<start>"]
    scope:
      include: ["<include>"]
      # exclude: ['*/arkisto/']
      # hosts: [www.example.fi]     # more hosts than those of the start addresses
      depth: 3
      page_limit: 200
    # languages: [fi, sv, en]       # in which each page is expected
    # owners:
    #   - {path: /sv/, editor: Web team}
    #   - {language: ru, editor: Web team}
    # default_owner: Web team
    # site_owner: Web team          # who mends menu and footer
    # edit_url: https://cms.example.fi/edit?page={url}
    # schedule: {cron: 30 5 * * mon-fri}
    # checks:
    #   phone-format: {house_style: international}  # +358 everywhere; guide: as the Finnish language guide writes
    #   phone-international: off
    # interval: 1.0                 # seconds between two requests to one host
    # connections: 1
    # links: all                    # none, own, or all
    # revisit_days: 7               # links that have long been well; 1: in every run
    # daily_budget: 2000            # links on one host of others
    # sitemap: true                 # pages that only a sitemap lists
"""


def init_text(url: str | None = None) -> str:
    """The commented file to begin with, for the pages at and below this address.

    Raises `UsageError` if it is not an address of a page.
    """
    start = urls.canonical(url or EXAMPLE)
    if not urls.host(start) or '"' in start or "\\" in start:
        raise UsageError(f"'{url}' is not an address of a page.", hint=f"Write it in full, such as {EXAMPLE}.")
    whole = start.partition("?")[0]
    include = whole if whole.endswith("/") else f"{whole}*"
    name = urls.host(start).removeprefix("www.")
    return (
        TEXT.replace("<name>", f'"{name}"' if ":" in name else name)
        .replace("<start>", start)
        .replace("<include>", include)
    )
