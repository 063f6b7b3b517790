# รายงานและใบรับ
step = ขั้น { $number }
steps = ขั้น { $first }–{ $last }
steps_apart = ขั้น { $list }
unchanged = { $answer } (เท่าเดิม)
other_entries = { $answer } (จำนวนเท่าเดิม แต่รายการต่างกัน)
entries_added = เพิ่ม { $count } รายการ: { $entries }
entries_removed = ตัดออก { $count } รายการ: { $entries }
ratio = { $part } จาก { $whole } (ร้อยละ { $percent })
nothing = ไม่มีผลงาน
more_entries = และอีก { $count } รายการ
entries = { $count } รายการ
entered = บันทึกในระบบแล้วเมื่อ{ $day }
form_filled = ส่งแบบฟอร์มที่กรอกแล้ว
missing = ยังขาดหลักฐาน{ $steps }
missing_compulsory = ต้องมีหลักฐานครบ ยังขาด{ $steps }
sent = { $outcome } · ส่ง { $when }
note = “{ $note }”
version = ฉบับที่ { $number } เทียบกับฉบับที่ { $before }: { $change }
note_changed = แก้คำอธิบาย
added = เพิ่มหลักฐาน { $count } ไฟล์: { $names }
taken = ถอนหลักฐาน { $count } ไฟล์: { $names }
files = { $count ->
    [0] ยังไม่มีหลักฐาน
   *[other] หลักฐาน { $count } ไฟล์
}
used_before = ไฟล์ “{ $name }” เคยใช้กับ { $about }
used_more = และอีก { $count } ไฟล์เคยใช้แล้ว
same_file = มีไฟล์ที่เหมือนกับไฟล์ที่อยู่ในรายงานนี้แล้ว
receipt = ส่งแล้ว เลขที่ { $ref }
receipt_again = ส่งฉบับแก้ไขแล้ว เลขที่ { $ref }
first_counts = ยังนับเวลาตามการส่งครั้งแรก
again = เทียบกับวันที่ขอให้ส่งใหม่: { $outcome }
finished = โครงการนี้เสร็จสิ้นแล้ว ไม่ต้องรายงานงวดต่อไป
reviewed_next = รอผู้กำกับดูแลตัวชี้วัดตรวจ จะแจ้งผลในแชตนี้
left = { $count ->
    [0] ไม่มีรายการค้างส่งแล้ว
   *[other] เหลืออีก { $count } รายการ
}
no_due_day = ไม่ได้กำหนดวันส่งไว้ จึงไม่นับความล่าช้า
costs_nothing = ไม่ถูกหักคะแนน
eats = ความล่าช้านี้ใช้เวลาของผู้กำกับดูแลตัวชี้วัดไป { $gone } จาก { $had }
above = หากรายงานของกรมส่งถึงสำนักงาน ก.พ.ร. ล่าช้า จะถูกหัก{ $per ->
    [working] วันทำการ
   *[calendar] วัน
}ละ { $cost }
show = ดูหลักฐาน
why = เหตุผล
approve = อนุมัติ
return = ส่งคืน
