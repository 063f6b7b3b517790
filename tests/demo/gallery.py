"""One of everything that LINE's stand-in and Telegram's take and the page draws: for eyes, and for tests."""

from typing import Any

Json = dict[str, Any]
PICTURE = "https://thanwela.invalid/demo/assets/icon.svg"
SAY: Json = {"type": "message", "label": "ตกลง", "text": "ตกลง"}
PRESS: Json = {"type": "postback", "label": "รายงาน", "data": "x", "displayText": "รายงาน"}


def text(words: str, **more: Any) -> Json:
    return {"type": "text", "text": words} | more


def box(layout: str, *contents: Json, **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents)} | more


def flex(contents: Json, spoken: str = "การ์ด") -> Json:
    return {"type": "flex", "altText": spoken, "contents": contents}


EVERY_TEXT_SIZE = [text(size, size=size) for size in ("xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "20px")]
LETTERS = box(
    "vertical",
    *EVERY_TEXT_SIZE,
    text("หนา", weight="bold", color="#0072B2"),
    text("เอียง ขีดเส้นใต้", style="italic", decoration="underline"),
    text("ชิดขวา", align="end"),
    text("ข้อความยาวที่ไม่ตัดบรรทัดจึงถูกตัดท้ายด้วยจุดสามจุดเสมอ"),
    text("ข้อความยาวที่ตัดบรรทัดได้ และเห็นไม่เกินสองบรรทัด ส่วนที่เหลือซ่อนไว้หลังจุดสามจุด", wrap=True, maxLines=2),
    text("ระยะห่างระหว่างบรรทัด\nสิบพิกเซล", wrap=True, lineSpacing="10px"),
    text("ตัวอักษรเล็กลงจนพอดีหนึ่งบรรทัดไม่ว่าจะยาวเท่าใด", adjustMode="shrink-to-fit"),
    text("ขยายได้", scaling=True),
    {
        "type": "text",
        "contents": [
            {"type": "span", "text": "ขั้น 2 → "},
            {"type": "span", "text": "ขั้น 3", "weight": "bold", "color": "#B8400A", "size": "lg"},
            {"type": "span", "text": " เดิม", "style": "italic", "decoration": "line-through"},
        ],
        "wrap": True,
    },
    spacing="sm",
)
BOXES = box(
    "vertical",
    box(
        "horizontal",
        text("ซ้าย", flex=1),
        text("กลาง", flex=2, align="center"),
        text("ขวา", flex=0, gravity="bottom"),
        height="40px",
        backgroundColor="#E6EEF4",
    ),
    box(
        "baseline",
        {"type": "icon", "url": PICTURE, "size": "lg", "aspectRatio": "1:1", "scaling": False},
        text("บนเส้นฐาน", size="xl"),
        text("เล็ก", size="xs", flex=0),
        {"type": "filler", "flex": 1},
        spacing="md",
    ),
    box(
        "horizontal",
        *(
            box("vertical", text(word, align="center", color="#FFFFFF"), backgroundColor=colour, cornerRadius="md")
            for word, colour in (("✓", "#0072B2"), ("3", "#D55E00"), ("!", "#5B1E00"))
        ),
        spacing="xs",
        margin="lg",
    ),
    box(
        "vertical",
        text("กรอบและระยะขอบ", gravity="center"),
        borderWidth="medium",
        borderColor="#0072B2",
        cornerRadius="20px",
        paddingAll="lg",
        paddingTop="4px",
        paddingBottom="xs",
        paddingStart="10%",
        paddingEnd="none",
        width="80%",
        maxWidth="200px",
        height="60px",
        maxHeight="80px",
        justifyContent="center",
        alignItems="flex-start",
        margin="md",
        action=SAY,
    ),
    box(
        "vertical",
        text("ไล่สี", color="#FFFFFF", align="center"),
        background={
            "type": "linearGradient",
            "angle": "90deg",
            "startColor": "#0072B2",
            "centerColor": "#0B4A6F",
            "centerPosition": "40%",
            "endColor": "#5B1E00",
        },
        flex=1,
        margin="md",
    ),
    box(
        "vertical",
        text("วางทับ", size="xs", color="#FFFFFF", position="absolute", offsetTop="2px", offsetStart="4px"),
        text("ขวาล่าง", size="xs", position="absolute", offsetBottom="2px", offsetEnd="4px"),
        backgroundColor="#9AA0A6",
        height="50px",
        margin="md",
    ),
    {"type": "separator", "margin": "lg", "color": "#5F6368"},
    {
        "type": "image",
        "url": PICTURE,
        "size": "sm",
        "aspectRatio": "4:3",
        "aspectMode": "cover",
        "align": "start",
        "gravity": "center",
        "backgroundColor": "#E6EEF4",
        "margin": "md",
        "flex": 0,
        "animated": False,
        "action": SAY,
    },
)
BUTTONS = box(
    "vertical",
    {"type": "button", "style": "primary", "color": "#0B4A6F", "height": "sm", "action": PRESS},
    {"type": "button", "style": "secondary", "color": "#E6EEF4", "height": "sm", "action": SAY, "margin": "md"},
    {"type": "button", "style": "link", "action": {"type": "uri", "label": "เปิดหน้าเว็บ", "uri": "https://example.org"}},
    {
        "type": "button",
        "style": "primary",
        "action": {"type": "datetimepicker", "label": "เลือกวันที่ส่งถึงสำนักงาน", "data": "d", "mode": "date"},
        "adjustMode": "shrink-to-fit",
        "gravity": "center",
        "flex": 0,
        "scaling": True,
    },
    {
        "type": "button",
        "action": {"type": "clipboard", "label": "คัดลอก", "clipboardText": "R-7K3F"},
        "position": "relative",
        "offsetTop": "2px",
    },
    spacing="sm",
)
CARD: Json = {
    "type": "bubble",
    "size": "mega",
    "direction": "ltr",
    "header": box("vertical", height="6px", backgroundColor="#E69F00"),
    "body": box(
        "vertical",
        text("สปข.3 · ผลงานเดือน ต.ค. 2569", size="xs", color="#5F6368", wrap=True, lineSpacing="6px"),
        text("ต้องส่ง 2 รายการ", size="lg", weight="bold", color="#1B2733", wrap=True, lineSpacing="6px"),
        text("◷ ภายในวันพฤหัสบดีที่ 5 พ.ย. 2569", weight="bold", color="#9A5B00", wrap=True, lineSpacing="6px"),
        {"type": "separator", "color": "#E3E7EB"},
        box(
            "horizontal",
            box(
                "vertical",
                text("ตัวชี้วัด 8 · โครงการ ก", size="sm", wrap=True),
                text("เดือนก่อนถึงขั้น 2", size="xs", color="#5F6368", wrap=True),
                flex=3,
                justifyContent="center",
            ),
            {
                "type": "button",
                "style": "secondary",
                "color": "#E6EEF4",
                "height": "sm",
                "flex": 2,
                "gravity": "center",
                "adjustMode": "shrink-to-fit",
                "action": PRESS,
            },
            spacing="md",
        ),
        spacing="md",
        paddingAll="lg",
    ),
    "footer": box(
        "vertical",
        {"type": "button", "style": "primary", "color": "#0B4A6F", "height": "sm", "action": SAY},
        paddingAll="lg",
    ),
    "styles": {"footer": {"separator": True, "separatorColor": "#E3E7EB", "backgroundColor": "#FFFFFF"}},
}
SIZES = ("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")
CAROUSEL: Json = {
    "type": "carousel",
    "contents": [
        {
            "type": "bubble",
            "size": "kilo",
            "hero": {"type": "image", "url": PICTURE, "size": "full", "aspectRatio": "2:1", "aspectMode": "fit"},
            "body": box("vertical", text(f"หน้า {number}", wrap=True), paddingAll="lg"),
            "action": SAY,
        }
        for number in range(1, 4)
    ],
}
QUICK: Json = {
    "items": [
        {"type": "action", "action": {"type": "message", "label": label, "text": label}}
        for label in ("ขั้น 2 เท่าเดิม", "ขั้น 3 ประชุมชี้แจง", "ขั้น 4", "ขั้น 5", "ไม่มีผลงาน")
    ]
    + [
        {"type": "action", "imageUrl": PICTURE, "action": {"type": "camera", "label": "ถ่ายภาพ"}},
        {"type": "action", "action": {"type": "cameraRoll", "label": "เลือกภาพ"}},
    ]
}
CARD_LOOK: Json = {"thumbnailImageUrl": PICTURE, "imageBackgroundColor": "#E6EEF4", "title": "หัวเรื่อง"}


def template(value: Json) -> Json:
    return {"type": "template", "altText": "แม่แบบ", "template": value}


TEMPLATES: list[Json] = [
    template({"type": "buttons", **CARD_LOOK, "imageSize": "contain", "text": "ข้อความ", "actions": [SAY, PRESS]}),
    template({"type": "confirm", "text": "ยืนยันหรือไม่", "actions": [SAY, PRESS]}),
    template(
        {
            "type": "carousel",
            "imageAspectRatio": "square",
            "columns": [CARD_LOOK | {"text": "ข้อความ", "actions": [SAY], "defaultAction": SAY}] * 3,
        }
    ),
    template({"type": "image_carousel", "columns": [{"imageUrl": PICTURE, "action": SAY}] * 3}),
]
FILM: Json = {
    "type": "video",
    "url": "https://example.org/v.mp4",
    "previewUrl": PICTURE,
    "altContent": {"type": "image", "url": PICTURE},
    "aspectRatio": "16:9",
    "action": {"type": "uri", "label": "ดูเพิ่ม", "uri": "https://example.org"},
}
MOVING: list[Json] = [
    {"type": "video", "originalContentUrl": "https://example.org/v.mp4", "previewImageUrl": PICTURE},
    {"type": "audio", "originalContentUrl": "https://example.org/a.m4a", "duration": 5000},
    flex({"type": "bubble", "hero": FILM}),
]
LINE: list[list[Json]] = [
    [
        text("ข้อความธรรมดา\nสองบรรทัด https://example.org/ก"),
        {"type": "image", "originalContentUrl": PICTURE, "previewImageUrl": PICTURE},
        {"type": "location", "title": "สปข.3", "address": "เชียงใหม่", "latitude": 18.79, "longitude": 98.98},
        {"type": "sticker", "packageId": "446", "stickerId": "1988"},
        text("ชื่อผู้ส่งอื่น", sender={"name": "กลุ่มพัฒนาระบบ"}),
    ],
    [flex({"type": "bubble", "body": part}) for part in (LETTERS, BOXES, BUTTONS)],
    [flex({"type": "bubble", "size": size, "body": box("vertical", text(size))}) for size in SIZES[:5]],
    TEMPLATES,
    MOVING,
    [flex(CAROUSEL), flex({"type": "bubble", "size": "giga", "body": box("vertical", text("giga"))})],
    [flex(CARD) | {"quickReply": QUICK}],
]
NOT_DRAWN: list[Json] = [
    {
        "type": "imagemap",
        "baseUrl": PICTURE,
        "altText": "แผนที่ภาพ",
        "baseSize": {"width": 1040, "height": 1040},
        "actions": [{"type": "message", "text": "ตกลง", "area": {"x": 0, "y": 0, "width": 100, "height": 100}}],
    },
    {"type": "coupon", "couponId": "01JYNW8JMQVFBNWF1APF8Z3FS7"},
]
TELEGRAM: list[Json] = [
    {
        "text": "<b>สปข.3</b> · ตัวชี้วัด 8 · โครงการ ก · ต.ค. 2569\n"
        "ขั้น 2 → <b>3</b> · ส่ง 2 พ.ย. 14:02 น. <b>✓ ทันกำหนด</b>\n<i>เอียง</i> <u>ขีดเส้นใต้</u> <s>ขีดฆ่า</s> "
        "<code>R-7K3F</code> <tg-spoiler>ซ่อนไว้</tg-spoiler> "
        '<a href="https://example.org">ลิงก์</a>\n<pre>ตัวพิมพ์</pre><blockquote>อ้างถึง</blockquote>/overview',
        "parse_mode": "HTML",
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "อนุมัติ", "callback_data": "a"}, {"text": "ส่งคืน", "callback_data": "b"}],
                [{"text": "ดูหลักฐาน", "callback_data": "c"}, {"text": "คู่มือ", "url": "https://example.org"}],
                [{"text": "คัดลอกเลขที่", "copy_text": {"text": "R-7K3F"}}],
            ]
        },
    },
    {"text": "ส่งเงียบ ๆ", "disable_notification": True},
]
