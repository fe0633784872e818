"""Cases of the rules on web addresses."""

from tests.relations.cases import Case


def sources(*urls: str) -> dict:
    return {"sources": [{"source_id": f"src-{at}", "url": one} for at, one in enumerate(urls)]}


ODD = (
    "HTTP://a.cn/",
    "https://www.A.cn/",
    "https://me@a.cn/",
    "http://a.cn:80/x",
    "https://a.cn:443",
    "https://a.cn/x#top",
    "https://a.cn/区块链",
    "https://a.cn/x&utm_source=feed",
)

CASES = [
    Case(
        "url-normal",
        rejects="capitals in scheme and host, a user, default ports, a fragment, Chinese characters and a mark of a feed",
        wrong=sources(*ODD),
        finds=[("sources", line, "url", url) for line, url in enumerate(ODD, 2)],
        passes="capitals in the path, another port, an encoded character, a word that only begins like utm_",
        right=sources(
            "https://a.cn/Page.HTML", "http://a.cn:8080/", "https://a.cn/%e5%8c%ba", "https://a.cn/?utmost=1", "https://a.cn"
        ),
    ),
    Case(
        "url-normal",
        rejects="the same in the site of an agency",
        wrong={"agencies": [{"agency_id": "a", "official_site_url": "http://GOV.cn/"}]},
        finds=[("agencies", 2, "official_site_url", "http://GOV.cn/")],
        passes="an agency without a site",
        right={"agencies": [{"agency_id": "a"}]},
    ),
    Case(
        "url-once",
        rejects="a page under http, under www. and with a last slash",
        wrong=sources("https://a.cn/x", "http://a.cn/x", "https://www.a.cn/x", "https://a.cn/x/"),
        finds=[
            ("sources", 3, "url", "http://a.cn/x"),
            ("sources", 4, "url", "https://www.a.cn/x"),
            ("sources", 5, "url", "https://a.cn/x/"),
        ],
        passes="two pages of a site, and the same path on another host",
        right=sources("https://a.cn/x", "https://a.cn/x/1", "https://m.a.cn/x"),
    ),
]
