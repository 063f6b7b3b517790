# ข้อผิดพลาดในไฟล์กรอบคำรับรอง ตามรหัสของ rules/framework_*.py

missing = ยังไม่ได้ระบุ
empty = ต้องไม่เว้นว่าง
too_long = ยาวเกิน { $longest } ตัวอักษร
control_sign = มีอักขระควบคุมที่มองไม่เห็นและพิมพ์ไม่ได้
reserved = “{ $value }” เป็นคำที่ระบบใช้เอง กรุณาใช้รหัสอื่น
code_with_space = รหัส “{ $value }” ต้องไม่มีช่องว่างและเครื่องหมาย /
twice = “{ $value }” ซ้ำกัน
not_a_choice = “{ $value }” ไม่ใช่คำที่ใช้ได้ คำที่ใช้ได้คือ { $allowed }
not_a_choice_near = “{ $value }” ไม่ใช่คำที่ใช้ได้ หมายถึง “{ $nearest }” หรือไม่ คำที่ใช้ได้คือ { $allowed }
wrong_type = ต้องเป็น { $expected } แต่พบ { $found }
outside = ต้องอยู่ระหว่าง { $low } ถึง { $high }
number_outside = ต้องเป็นตัวเลขที่ไม่ติดลบ ไม่เกินสิบสองหลัก และมีทศนิยมไม่เกินหกตำแหน่ง
unknown_key = ไม่รู้จักคำนี้
unknown_key_near = ไม่รู้จักคำนี้ หมายถึง “{ $nearest }” หรือไม่
unknown_name = ไม่มี{ $what } “{ $value }” ในไฟล์นี้
unknown_name_near = ไม่มี{ $what } “{ $value }” ในไฟล์นี้ หมายถึง “{ $nearest }” หรือไม่
ours_unknown = “{ $value }” ไม่มีอยู่ในส่วนนี้ของไฟล์
not_a_day = ไม่ใช่วันที่ กรุณาเขียนเป็น "2548-03-30" (พ.ศ.-เดือน-วัน) หรือ "03-30" ในไฟล์ที่ไม่ระบุปี
no_such_day = ไม่มีวันนี้ในปฏิทิน
day_with_year = ไฟล์นี้ไม่ระบุปี (year) จึงต้องเขียนวันเป็น "เดือน-วัน" เช่น "03-30"
day_without_year = ไฟล์นี้เป็นของปีงบประมาณ { $year } จึงต้องเขียนวันพร้อมปี เช่น "2548-03-30"
day_without_quotes = ปี พ.ศ. ต้องอยู่ในเครื่องหมายคำพูด: "{ $value }" (วันที่ที่ไม่มีเครื่องหมายคำพูดเป็นปี ค.ศ.)
year_not_buddhist = ปี { $value } ไม่ใช่ปี พ.ศ. ถ้าเป็นปี ค.ศ. กรุณาเขียนเป็น { $buddhist }
day_outside_year = วันนี้ห่างจากปีงบประมาณ { $year } เกินหนึ่งปี
not_every_year = วันที่ 29 กุมภาพันธ์ไม่ได้มีทุกปี ไฟล์ที่ไม่ระบุปีใช้วันนี้ไม่ได้
ladder_order = ลำดับวันต้องไม่ย้อนกัน: officer ไม่เกิน head และ head ไม่เกิน supervisor
sending_is_quiet = เวลาส่งข้อความอยู่ในช่วงที่ไม่รบกวน (quiet_from ถึง quiet_until)
post_scope = { $role ->
    [psdg] ตำแหน่ง psdg เป็นของทั้งกรม ไม่ต้องระบุ unit หรือ indicators
    [executive] ตำแหน่ง executive เป็นของทั้งกรม ไม่ต้องระบุ unit หรือ indicators
    [operator] ตำแหน่ง operator เป็นของทั้งกรม ไม่ต้องระบุ unit หรือ indicators
    [officer] ตำแหน่ง officer ต้องระบุ unit และไม่ระบุ indicators
    [head] ตำแหน่ง head ต้องระบุ unit และไม่ระบุ indicators
   *[other] ตำแหน่ง { $role } ต้องระบุ indicators และไม่ระบุ unit
}
nobody_bound = ยังไม่ได้ระบุว่าหน่วยงานใดต้องรายงาน (units หรือ kinds)
steps_missing = รายงานแบบขั้นตอนต้องมี steps อย่างน้อยหนึ่งขั้น
steps_of_other_method = steps ใช้ได้เฉพาะ method = "step"
too_many_steps = มีขั้นตอนเกิน 20 ขั้น
project_of_other_method = โครงการใช้ได้เฉพาะ method = "step"
projects_not_reported = มีโครงการ จึงต้องระบุ by_project = true
entry_missing = รายงานเป็นรายการต้องมี entry คือชื่อของข้อมูลแต่ละช่องในหนึ่งรายการ
entry_of_other_method = entry ใช้ได้เฉพาะ method = "list" และ "distinct"
entry_en_unequal = entry_en ต้องมีจำนวนช่องเท่ากับ entry
too_many_fields = หนึ่งรายการมีได้ไม่เกิน 6 ช่อง
comparing_of_other_method = same_by, once_in, activity และ persons ใช้ได้เฉพาะ method = "distinct"
activity_missing = once_in = "activity" ต้องระบุ activity คือช่องที่เป็นชื่อกิจกรรม
activity_without_use = activity ใช้ได้เฉพาะ once_in = "activity"
month_of_longer_period = once_in = "month" ใช้ไม่ได้กับรายงานที่ยาวกว่าหนึ่งเดือน
system_of_other_method = system ใช้ได้เฉพาะ method = "elsewhere", "fed" และ "form"
form_of_other_method = form, form_link และ form_file ใช้ได้เฉพาะ method = "form"
form_link_no_address = form_link ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย https:// หรือ http://
form_file_missing = ไม่พบไฟล์นี้ หรือเปิดอ่านไม่ได้
form_file_too_large = ไฟล์นี้ใหญ่เกิน { $most } KB
form_file_unknown = ไฟล์นี้ว่างเปล่าหรือเป็นชนิดที่รับไม่ได้ รับได้เฉพาะเอกสาร รูปภาพ เสียง และวิดีโอ
form_file_outside = แบบฟอร์มเปล่าต้องอยู่ข้างไฟล์นี้หรือในโฟลเดอร์ย่อย เช่น "forms/F1.docx"
criteria_not_five = เกณฑ์การให้คะแนนต้องมีห้าค่า สำหรับคะแนน 1 ถึง 5
criteria_order = เกณฑ์การให้คะแนนต้องเรียงเพิ่มขึ้นหรือลดลงทางเดียว
project_twice = โครงการรหัส “{ $value }” ของ { $unit } ซ้ำกัน
year_is_set = ไฟล์นี้ระบุปีไว้แล้ว จึงสั่งให้วางบนปีอื่นไม่ได้
tier_twice = ขั้นการส่ง (tier) เดียวกันมีวันครบกำหนดมากกว่าหนึ่งวัน
tier_order = วันครบกำหนดของขั้นที่ 2 ต้องไม่อยู่หลังขั้นที่ 3
before_round = วันครบกำหนดอยู่ก่อนวันแรกของรอบ
since_twice = หน่วย “{ $value }” มีเดือนเริ่มมากกว่าหนึ่งเดือน
waives_all = เท่ากับไม่มีผู้ใดต้องรายงาน กรุณาระบุหน่วย ประเภทหน่วย ตัวชี้วัด โครงการ หรือเดือน
not_of_tier = ใช้กับขั้นที่ { $tier } ไม่ได้
month_or_months = เดือนเดียวใช้ month หลายเดือนใช้ months (เดือนแรกและเดือนสุดท้าย) อย่างใดอย่างหนึ่ง
no_deadline = ขั้นที่ { $tier } ของรอบ { $value } เดือน ไม่มีกำหนดส่งในไฟล์นี้
extends_nothing = รายเดือนไม่มีวันครบกำหนด (settings.due_day) จึงไม่มีกำหนดให้ขยาย
not_later = ไม่ช้ากว่ากำหนดเดิมที่ระบุไว้
penalty_twice = ขั้นที่ { $tier } ของรอบเดียวกันมีบทหักคะแนนมากกว่าหนึ่งบท
said_twice = มีรายการที่พูดถึงสิ่งเดียวกันมากกว่าหนึ่งครั้ง
not_a_month = ไม่ใช่เดือน กรุณาเขียนเป็น "2553-11" (พ.ศ.-เดือน) หรือ "11" ในไฟล์ที่ไม่ระบุปี
year_in_the_day = วันของขั้นตอนนี้ระบุปีไว้แล้ว year ต้องตรงกับปีนั้น หรือเว้นไว้
process_circle = ขั้นตอน “{ $value }” รอกันเป็นวง จึงไม่มีขั้นใดเริ่มได้
process_no_days = ยังไม่ได้ระบุวัน (on, until, from, month, months) หรือขั้นที่ต้องรอ (after, after_round)
process_days = ระบุวันได้แบบเดียว: on หรือ until หรือ from กับ until หรือ month หรือ months หรือ after_round
takes_one = ระบุระยะเวลาได้แบบเดียว: hours หรือ working (วันทำการ) หรือ days (วันปฏิทิน)
takes_missing = ต้องระบุว่าใช้เวลาเท่าใด เช่น takes = { "{" } working = 10 { "}" }
window_order = วันสุดท้ายอยู่ก่อนวันแรก
no_such_province = ไม่มีจังหวัด “{ $value }” ให้ใช้ชื่อภาษาอังกฤษ ตัวพิมพ์เล็ก เชื่อมคำด้วย _ เช่น chiang_mai
no_such_province_near = ไม่มีจังหวัด “{ $value }” หมายถึง “{ $nearest }” หรือไม่
province_scope = วันหยุดเฉพาะบางจังหวัดเป็นของประเทศ ไม่ใช่ของสำนักงาน ให้ลบ scope หรือใช้ "country"
share_over_whole = ร้อยละต้องไม่เกิน 100
returned_tier = มีวันส่งใหม่เฉพาะรายงานที่ส่งคืนในขั้นที่ 1: ใส่ tier = 1 หรือลบ returned ออก
nothing_pledged = ไฟล์นี้ยังไม่มีตัวชี้วัด (indicators) รอบ (rounds) หรือขั้นตอน (process)
