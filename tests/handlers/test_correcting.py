"""What came back is mended: the better proof goes where the former one was."""

from tests.chat import buttons, said
from tests.demo.telegram.pictures import jpeg, png
from tests.handlers.stories import evidence, prompted, sent

PHOTO = jpeg(20, 20)


async def returned(people, *moves):
    """Step 3 of project ก was sent with one photo and came back, for the photo was blurred."""
    await people.officer.type("รายงาน 8 ก ขั้น 3 ประชุมแล้ว")
    await people.officer.photo(PHOTO)
    await people.officer.tap("ยืนยันส่ง")
    await people.supervisor.tap("ส่งคืน")
    await people.supervisor.tap("ภาพไม่ชัด")
    for move in ("แก้ไขตอนนี้", *moves):
        await people.officer.tap(move)


async def test_a_better_photo_of_what_came_back_proves_the_same_step_unless_another_is_named(
    clock, tmp_path, sqlite_url
):
    async with prompted(clock, tmp_path, sqlite_url) as (town, people):
        await returned(people, "หลักฐาน")
        assert "ไฟล์ที่ส่งเพิ่มจะเป็นหลักฐานขั้น 3" in said(people.officer)
        assert buttons(people.officer) == ["ถอน 1", "ขั้น 1", "ขั้น 2", "กลับ"]
        await people.officer.photo(png(30, 30))
        await people.officer.tap("เพิ่มหลักฐาน")
        assert "กรุณาส่งภาพหรือไฟล์หลักฐานขั้น 3 หรือ" in said(people.officer)
        await people.officer.photo(png(31, 31))
        for press in ("แก้ไข", "หลักฐาน", "ขั้น 2"):
            await people.officer.tap(press)
        assert "ไฟล์ที่ส่งเพิ่มจะเป็นหลักฐานขั้น 2" in said(people.officer)
        await people.officer.photo(png(32, 32))
        await people.officer.tap("ยืนยันส่ง")
        assert [it["step"] for it in await evidence(town)] == [3, 3, 3, 2]
        assert [it["step"] for it in await sent(town)] == [3, 3]


async def test_a_photo_that_is_in_the_report_already_is_noticed_once_its_bytes_have_come(clock, tmp_path, sqlite_url):
    async with prompted(clock, tmp_path, sqlite_url) as (_, people):
        await returned(people)
        await people.officer.photo(PHOTO)
        for press in ("แก้ไข", "กลับ"):
            assert "เหมือนกับไฟล์" not in said(people.officer)
            await people.officer.tap(press)
        assert "มีไฟล์ที่เหมือนกับไฟล์ที่อยู่ในรายงานนี้แล้ว" in said(people.officer)
        await people.officer.tap("ยืนยันส่ง")
        assert "มีไฟล์ที่เหมือนกับไฟล์ที่อยู่ในรายงานนี้แล้ว" in said(people.officer)
