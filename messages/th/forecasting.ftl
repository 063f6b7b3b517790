# สิ่งที่ความล่าช้าจะทำให้เสีย
today_arrived = หากถึงวันนี้ หัก { $points } คะแนน
tomorrow_arrived = ถึงพรุ่งนี้ หัก { $points }
day_arrived = ถึง{ $day } หัก { $points }
today_sent = ส่งวันนี้ หัก { $points } คะแนน
tomorrow_sent = ส่งพรุ่งนี้ หัก { $points }
day_sent = ส่ง{ $day } หัก { $points }
date_arrived = ถึง { $day } หัก { $points }
date_sent = ส่ง { $day } หัก { $points }
provisional = เป็นการคาดการณ์ เพราะยังไม่ประกาศวันหยุดครบ
